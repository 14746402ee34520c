<?php
/**
 * A text by the offsets of the service.
 *
 * @package Wirecheck
 */

/**
 * Cuts words out of a text whose offsets count UTF-16 units, as JavaScript's do.
 */
final class Wirecheck_Text {

	/** Letters before and after a place by which it is found again. */
	const AROUND = 60;

	/**
	 * The text in UTF-16; empty where PHP cannot convert it, so that places are found by hand.
	 *
	 * @var string
	 */
	private $units;

	/**
	 * Takes a text.
	 *
	 * @param string $text In UTF-8.
	 */
	public function __construct( string $text ) {
		$this->units = function_exists( 'mb_convert_encoding' ) ? (string) mb_convert_encoding( $text, 'UTF-16LE', 'UTF-8' ) : '';
	}

	/**
	 * Whether there is nothing to cut from.
	 */
	public function is_empty(): bool {
		return '' === $this->units;
	}

	/**
	 * Returns the words between two offsets.
	 *
	 * @param int $start Where they start.
	 * @param int $end   Where they end, exclusive.
	 */
	public function between( int $start, int $end ): string {
		$start = max( 0, $start );
		return $end <= $start ? '' : (string) mb_convert_encoding( substr( $this->units, 2 * $start, 2 * ( $end - $start ) ), 'UTF-8', 'UTF-16LE' );
	}

	/**
	 * Returns the last words of a line before an offset.
	 *
	 * @param int $at The offset.
	 */
	public function before( int $at ): string {
		$lines = explode( "\n", $this->between( $this->whole( $at - self::AROUND ), $at ) );
		return (string) end( $lines );
	}

	/**
	 * Returns the first words of a line after an offset.
	 *
	 * @param int $at The offset.
	 */
	public function after( int $at ): string {
		return explode( "\n", $this->between( $at, $this->whole( $at + self::AROUND ) ) )[0];
	}

	/**
	 * Returns an offset that does not part the two halves of a letter.
	 *
	 * @param int $at An offset.
	 */
	private function whole( int $at ): int {
		$at   = max( 0, min( $at, intdiv( strlen( $this->units ), 2 ) ) );
		$high = $at > 0 && $at * 2 < strlen( $this->units ) ? ord( $this->units[ 2 * $at + 1 ] ) : 0;
		return $high >= 0xDC && $high <= 0xDF ? $at - 1 : $at;
	}
}
