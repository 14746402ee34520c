<?php
/**
 * Questions to the service about posts.
 *
 * @package Wirecheck
 */

/**
 * Asks the service about a post and says what becomes of it; the answer is the service's own.
 */
final class Wirecheck_Judge {

	/**
	 * The settings.
	 *
	 * @var Wirecheck_Settings
	 */
	private $settings;

	/**
	 * Rulings of this request by what was asked.
	 *
	 * @var Wirecheck_Ruling[]
	 */
	private $given = array();

	/**
	 * Why the service cannot be reached in this request; empty while it can.
	 *
	 * @var string
	 */
	private $down = '';

	/**
	 * Takes the settings.
	 *
	 * @param Wirecheck_Settings $settings Of the site.
	 */
	public function __construct( Wirecheck_Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Judges fields for the status and date under which they are to go out.
	 *
	 * @param array $fields As they are sent.
	 * @param array $about  `id`, `type`, `status`, `date_gmt`, and `live_since` (seconds) of an article that is live already,
	 *                      `shown` where the text comes back with the answer.
	 * @param bool  $whole  Whether the check may take its time (cron) or a person waits.
	 */
	public function judge( array $fields, array $about, bool $whole = false ): Wirecheck_Ruling {
		$draft = $this->question( $fields, $about, $whole );
		$asked = Wirecheck_Ruling::digest_of( $draft );
		if ( ! isset( $this->given[ $asked ] ) ) {
			$this->given[ $asked ] = $this->asked( $draft, $fields, $whole );
		}
		return $this->given[ $asked ];
	}

	/**
	 * Confirms a cleared text as it goes out; the ruling that comes back may be another.
	 *
	 * @param Wirecheck_Ruling $ruling A ruling that clears.
	 */
	public function confirm( Wirecheck_Ruling $ruling ): Wirecheck_Ruling {
		if ( Wirecheck_Ruling::CLEARED !== $ruling->state || ! $ruling->answer || '' === $ruling->answer->text( 'check' ) ) {
			return $ruling;
		}
		try {
			$answer = new Wirecheck_Answer( $this->client()->confirm( $ruling->answer->text( 'check' ), array( 'fields' => $ruling->fields ) ) );
		} catch ( RuntimeException $error ) {
			return $this->unheard( $error, $ruling->fields, true );
		}
		if ( $answer->allows() && ! $answer->is_confirmed() ) {
			return new Wirecheck_Ruling( Wirecheck_Ruling::UNCHECKED, $answer->sentence(), $ruling->fields, $answer );
		}
		return $this->ruled( $answer, $ruling->fields );
	}

	/**
	 * Judges the text of a ruling again, now that its post has a number by which a kill finds it.
	 *
	 * @param Wirecheck_Ruling $ruling The ruling.
	 * @param WP_Post          $post   The post.
	 */
	public function named( Wirecheck_Ruling $ruling, WP_Post $post ): Wirecheck_Ruling {
		$about = array(
			'id'       => $post->ID,
			'type'     => $post->post_type,
			'status'   => $post->post_status,
			'date_gmt' => $post->post_date_gmt,
		);
		return $this->judge( $ruling->fields, $about );
	}

	/**
	 * Returns why a stored check is not the last word, or nothing where it still is.
	 *
	 * @param string $check The check.
	 * @return string|null A word; empty: it holds; null: nobody can say.
	 */
	public function overtaken( string $check ): ?string {
		try {
			$stored = new Wirecheck_Answer( $this->client()->stored( $check ) );
		} catch ( Wirecheck_Refused $error ) {
			return 404 === $error->getCode() ? 'forgotten' : null;
		} catch ( Wirecheck_Unavailable $error ) {
			$this->down = $error->getMessage();
			return null;
		}
		if ( ! $stored->allows() && array() === $stored->all( 'overrides' ) ) {
			return 'held';
		}
		return array() === $stored->all( 'overtaken' ) ? '' : 'overtaken';
	}

	/**
	 * Whether the service could not be reached in this request.
	 */
	public function is_down(): bool {
		return '' !== $this->down;
	}

	/**
	 * Forgets rulings that time or a release has changed.
	 */
	public function forget(): void {
		$this->given = array();
		$this->down  = '';
	}

	/**
	 * Returns the name of a post of this site, as the service knows it.
	 *
	 * @param int $id The post.
	 */
	public static function piece( int $id ): string {
		return 'wp:' . preg_replace( '#^https?://#', '', untrailingslashit( home_url() ) ) . ':' . $id;
	}

	/**
	 * Returns the post that a name of a piece means; 0: none of this site.
	 *
	 * @param string $piece The name.
	 */
	public static function post_of( string $piece ): int {
		$parts = explode( ':', $piece );
		$id    = (int) end( $parts );
		return $id > 0 && self::piece( $id ) === $piece ? $id : 0;
	}

	/**
	 * Returns a client with the key that checks.
	 *
	 * @param string $key Another key.
	 */
	public function client( string $key = '' ): Wirecheck_Client {
		return new Wirecheck_Client( $this->settings->get( 'url' ), '' === $key ? $this->settings->get( 'key' ) : $key, 'wirecheck_send', $this->settings->seconds() );
	}

	/**
	 * Returns what is asked.
	 *
	 * @param array $fields The fields.
	 * @param array $about  As in judge().
	 * @param bool  $whole  Whether it may take its time.
	 */
	private function question( array $fields, array $about, bool $whole ): array {
		$use = $this->settings->use_of( $about['type'] );
		if ( 'future' === $about['status'] ) {
			$use['at'] = gmdate( 'Y-m-d\TH:i:s\Z', strtotime( $about['date_gmt'] . ' UTC' ) );
		}
		if ( ! empty( $about['live_since'] ) ) {
			$use['first_published'] = gmdate( 'Y-m-d\TH:i:s\Z', $about['live_since'] );
		}
		$draft = array(
			'fields'   => $fields,
			'use'      => $use,
			'mode'     => $whole ? 'full' : 'fast',
			'units'    => 'utf16',
			'revision' => substr( Wirecheck_Ruling::digest_of( $fields ), 0, 16 ),
		);
		if ( ! empty( $about['shown'] ) ) {
			$draft['with_text'] = true;
		}
		if ( $about['id'] ) {
			$draft['id'] = self::piece( $about['id'] );
		}
		return $draft;
	}

	/**
	 * Asks the service.
	 *
	 * @param array $draft  The question.
	 * @param array $fields Its fields.
	 * @param bool  $whole  Whether it may take its time.
	 */
	private function asked( array $draft, array $fields, bool $whole ): Wirecheck_Ruling {
		if ( array() === $fields ) {
			return new Wirecheck_Ruling( Wirecheck_Ruling::CLEARED, '', $fields );
		}
		if ( '' !== $this->down ) {
			return $this->unheard( new Wirecheck_Unavailable( $this->down ), $fields, false );
		}
		try {
			return $this->ruled( new Wirecheck_Answer( $this->client()->check( $draft ) ), $fields );
		} catch ( Wirecheck_Unavailable $error ) {
			$this->down = $error->getMessage();
			return $this->unheard( $error, $fields, false );
		} catch ( Wirecheck_Refused $error ) {
			return $this->unheard( $error, $fields, false );
		}
	}

	/**
	 * Obeys an answer.
	 *
	 * @param Wirecheck_Answer $answer The answer.
	 * @param array            $fields What was sent.
	 */
	private function ruled( Wirecheck_Answer $answer, array $fields ): Wirecheck_Ruling {
		if ( $answer->allows() ) {
			return new Wirecheck_Ruling( Wirecheck_Ruling::CLEARED, $answer->sentence(), $fields, $answer );
		}
		if ( $answer->is_unfinished() ) {
			/* translators: %s: a sentence of the service. */
			$sentence = sprintf( __( 'Wirecheck: not checked to the end. %s It is checked again by itself.', 'wirecheck' ), $answer->sentence() );
			return self::because( new Wirecheck_Ruling( Wirecheck_Ruling::WAITING, $sentence, $fields, $answer ), $answer->sentence() );
		}
		/* translators: %s: a sentence of the service. */
		$sentence = sprintf( __( 'Wirecheck: not published. %s', 'wirecheck' ), $answer->sentence() );
		return new Wirecheck_Ruling( Wirecheck_Ruling::REFUSED, $sentence, $fields, $answer );
	}

	/**
	 * Says what becomes of a text without a verdict, by the site's setting.
	 *
	 * A service that does not take the question is there: that is never a reason to publish.
	 *
	 * @param RuntimeException $error  Why there is none.
	 * @param array            $fields The fields.
	 * @param bool             $out    Whether the text is out already, cleared a moment ago.
	 */
	private function unheard( RuntimeException $error, array $fields, bool $out ): Wirecheck_Ruling {
		$denied = $error instanceof Wirecheck_Refused;
		if ( $out || ( ! $denied && 'allow' === $this->settings->choice( 'when_down' ) ) ) {
			/* translators: %s: why the service did not answer. */
			$sentence = sprintf( __( 'Wirecheck: published without a check (%s). It is checked as soon as the service answers.', 'wirecheck' ), $error->getMessage() );
			return self::because( new Wirecheck_Ruling( Wirecheck_Ruling::UNCHECKED, $sentence, $fields ), $error->getMessage() );
		}
		if ( $denied ) {
			/* translators: %s: what the service says. */
			$sentence = sprintf( __( 'Wirecheck: not checked, so not published yet: the service does not take this question (%s). Once that is mended it is asked again, and the text is published or refused by itself.', 'wirecheck' ), $error->getMessage() );
		} else {
			/* translators: %s: why the service did not answer. */
			$sentence = sprintf( __( 'Wirecheck: not checked, so not published yet (%s). It is checked as soon as the service answers, and then published or refused by itself.', 'wirecheck' ), $error->getMessage() );
		}
		return self::because( new Wirecheck_Ruling( Wirecheck_Ruling::WAITING, $sentence, $fields ), $error->getMessage() );
	}

	/**
	 * Returns a ruling with why there is no verdict.
	 *
	 * @param Wirecheck_Ruling $ruling The ruling.
	 * @param string           $why    Why.
	 */
	private static function because( Wirecheck_Ruling $ruling, string $why ): Wirecheck_Ruling {
		$ruling->why = $why;
		return $ruling;
	}
}
