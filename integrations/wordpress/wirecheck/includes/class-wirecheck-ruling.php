<?php
/**
 * What becomes of a text.
 *
 * @package Wirecheck
 */

/**
 * A text with what the service answered about it, or with why it did not answer.
 */
final class Wirecheck_Ruling {

	/** The service lets the text out. */
	const CLEARED = 'cleared';

	/** The service holds or blocks the text. */
	const REFUSED = 'refused';

	/** There is no verdict, and the text waits for one. */
	const WAITING = 'waiting';

	/** There is no verdict, and the text may go out unchecked. */
	const UNCHECKED = 'unchecked';

	/**
	 * One of the four.
	 *
	 * @var string
	 */
	public $state;

	/**
	 * What a person is told.
	 *
	 * @var string
	 */
	public $sentence;

	/**
	 * The answer, if there is one.
	 *
	 * @var Wirecheck_Answer|null
	 */
	public $answer;

	/**
	 * The fields that were sent.
	 *
	 * @var array
	 */
	public $fields;

	/**
	 * Why there is no verdict, in the words of the network or the service; empty where there is one.
	 *
	 * @var string
	 */
	public $why = '';

	/**
	 * Makes a ruling.
	 *
	 * @param string                $state    One of the four.
	 * @param string                $sentence What a person is told.
	 * @param array                 $fields   What was sent.
	 * @param Wirecheck_Answer|null $answer   The answer.
	 */
	public function __construct( string $state, string $sentence, array $fields, ?Wirecheck_Answer $answer = null ) {
		$this->state    = $state;
		$this->sentence = $sentence;
		$this->fields   = $fields;
		$this->answer   = $answer;
	}

	/**
	 * Whether the text may go out.
	 */
	public function goes(): bool {
		return self::CLEARED === $this->state || self::UNCHECKED === $this->state;
	}

	/**
	 * Whether the service answered about a piece that had no number yet.
	 */
	public function is_nameless(): bool {
		return null !== $this->answer && '' === $this->answer->text( 'id' );
	}

	/**
	 * Returns the digest of what was sent.
	 */
	public function digest(): string {
		return self::digest_of( $this->fields );
	}

	/**
	 * Returns the digest of fields.
	 *
	 * @param array $fields The fields.
	 */
	public static function digest_of( array $fields ): string {
		ksort( $fields );
		return hash( 'sha256', (string) wp_json_encode( $fields, JSON_PARTIAL_OUTPUT_ON_ERROR ) );
	}
}
