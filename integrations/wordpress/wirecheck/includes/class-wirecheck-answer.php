<?php
/**
 * What the service answered about a draft.
 *
 * @package Wirecheck
 */

/**
 * Reads an answer of the service; it decides nothing itself.
 */
final class Wirecheck_Answer {

	/**
	 * The members of the answer.
	 *
	 * @var array
	 */
	private $members;

	/**
	 * Takes an answer.
	 *
	 * @param array $members Its members.
	 */
	public function __construct( array $members ) {
		$this->members = $members;
	}

	/**
	 * Whether the text may go out.
	 */
	public function allows(): bool {
		return in_array( $this->text( 'enforcement' ), array( 'allow', 'warn' ), true );
	}

	/**
	 * Whether the check could not be finished, so that the same text is worth another question.
	 */
	public function is_unfinished(): bool {
		return 'unfinished' === $this->text( 'verdict' );
	}

	/**
	 * Returns a member that is text, or nothing.
	 *
	 * @param string $name The member.
	 */
	public function text( string $name ): string {
		return isset( $this->members[ $name ] ) && is_string( $this->members[ $name ] ) ? $this->members[ $name ] : '';
	}

	/**
	 * Returns a member that is a list, or an empty one.
	 *
	 * @param string $name The member.
	 */
	public function all( string $name ): array {
		return isset( $this->members[ $name ] ) && is_array( $this->members[ $name ] ) ? $this->members[ $name ] : array();
	}

	/**
	 * Whether a person may release the text.
	 */
	public function is_releasable(): bool {
		return ! empty( $this->members['releasable'] );
	}

	/**
	 * Whether the service stored what it confirmed and holds nothing against it.
	 */
	public function is_confirmed(): bool {
		return ! empty( $this->members['confirmed'] );
	}

	/**
	 * Returns the reasons that stand in the way, of the claims and of the check itself.
	 *
	 * @return array Reasons of the service.
	 */
	public function reasons(): array {
		$found = array();
		foreach ( $this->all( 'claims' ) as $claim ) {
			$found = array_merge( $found, isset( $claim['reasons'] ) ? $claim['reasons'] : array() );
		}
		$found = array_merge( $found, $this->all( 'reasons' ) );
		return array_values( array_filter( $found, array( __CLASS__, 'hinders' ) ) );
	}

	/**
	 * Whether a reason is one that something has to be done about.
	 *
	 * @param mixed $reason A reason; a confirmation lists codes alone.
	 */
	private static function hinders( $reason ): bool {
		return is_array( $reason ) && isset( $reason['severity'], $reason['message'] ) && 'clear' !== $reason['severity'];
	}

	/**
	 * Returns what is to be done, as sentences.
	 *
	 * @return string[]
	 */
	public function todo(): array {
		return array_values( array_unique( array_column( $this->reasons(), 'message' ) ) );
	}

	/**
	 * Returns the codes of the reasons that stand in the way.
	 *
	 * @return string[]
	 */
	public function codes(): array {
		return array_values( array_unique( array_column( $this->reasons(), 'code' ) ) );
	}

	/**
	 * Returns the verdict in one or more sentences, with what is to be done.
	 */
	public function sentence(): string {
		$said = $this->text( 'message' );
		foreach ( $this->todo() as $more ) {
			if ( false === strpos( $said, $more ) ) {
				$said .= ' ' . $more;
			}
		}
		return trim( $said );
	}

	/**
	 * Returns the name of an owner, or its id where the answer has no name.
	 *
	 * @param string $owner The owner's id.
	 */
	public function name_of( string $owner ): string {
		$names = $this->all( 'names' );
		return isset( $names[ $owner ] ) ? $names[ $owner ] : $owner;
	}
}
