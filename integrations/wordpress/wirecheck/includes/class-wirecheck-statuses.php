<?php
/**
 * Which statuses make a post public.
 *
 * @package Wirecheck
 */

/**
 * Judges a post by the status that it results in, whatever button or program asks for it.
 */
final class Wirecheck_Statuses {

	const MINUTE = 60;

	/**
	 * Statuses under which a post can be read, or will be by itself.
	 *
	 * @var string[]
	 */
	private $public;

	/**
	 * Takes the statuses that count as published.
	 *
	 * @param string[] $published Without `future`.
	 */
	public function __construct( array $published ) {
		$this->public = $published;
	}

	/**
	 * Returns the status that WordPress makes of a wished one and a date.
	 *
	 * @param string $status   The wished status.
	 * @param string $date_gmt The date, as in 2026-01-31 12:00:00; empty or zero: now.
	 * @param int    $now      Seconds since 1970.
	 */
	public static function resulting( string $status, string $date_gmt, int $now ): string {
		if ( 'publish' !== $status && 'future' !== $status ) {
			return $status;
		}
		return self::seconds( $date_gmt, $now ) - $now >= self::MINUTE ? 'future' : 'publish';
	}

	/**
	 * Whether a status makes the text readable now or by itself later.
	 *
	 * @param string $status The status.
	 */
	public function goes_out( string $status ): bool {
		return 'future' === $status || $this->is_live( $status );
	}

	/**
	 * Whether a status makes the text readable now.
	 *
	 * @param string $status The status.
	 */
	public function is_live( string $status ): bool {
		return in_array( $status, $this->public, true );
	}

	/**
	 * Returns all statuses of a text that can be read now.
	 *
	 * @return string[]
	 */
	public function live(): array {
		return $this->public;
	}

	/**
	 * Returns a date of the database as seconds.
	 *
	 * @param string $date_gmt The date.
	 * @param int    $now      What an empty or broken date means.
	 */
	private static function seconds( string $date_gmt, int $now ): int {
		if ( '' === $date_gmt || 0 === strpos( $date_gmt, '0000' ) ) {
			return $now;
		}
		$seconds = strtotime( $date_gmt . ' UTC' );
		return false === $seconds ? $now : $seconds;
	}
}
