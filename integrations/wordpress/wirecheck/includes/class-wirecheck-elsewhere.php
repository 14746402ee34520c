<?php
/**
 * Texts that no post holds.
 *
 * @package Wirecheck
 */

/**
 * Stands before widgets, descriptions of terms and what people say of themselves: readers see all of these.
 *
 * They have no number by which a kill finds them: what is written is judged, and what is refused stays as it was.
 */
final class Wirecheck_Elsewhere {

	/**
	 * The settings.
	 *
	 * @var Wirecheck_Settings
	 */
	private $settings;

	/**
	 * Asks the service.
	 *
	 * @var Wirecheck_Judge
	 */
	private $judge;

	/**
	 * Tells people.
	 *
	 * @var Wirecheck_Desk
	 */
	private $desk;

	/**
	 * Descriptions that are put back, by term.
	 *
	 * @var string[]
	 */
	private $kept = array();

	/**
	 * The refusals of this request.
	 *
	 * @var Wirecheck_Ruling[]
	 */
	private $refused = array();

	/**
	 * Takes what it needs.
	 *
	 * @param Wirecheck_Settings $settings Of the site.
	 * @param Wirecheck_Judge    $judge    Asks the service.
	 * @param Wirecheck_Desk     $desk     Tells people.
	 */
	public function __construct( Wirecheck_Settings $settings, Wirecheck_Judge $judge, Wirecheck_Desk $desk ) {
		$this->settings = $settings;
		$this->judge    = $judge;
		$this->desk     = $desk;
	}

	/**
	 * Puts the wall up.
	 */
	public function stand(): void {
		add_filter( 'pre_update_option', array( $this, 'before_widgets' ), PHP_INT_MAX, 3 );
		add_action( 'edit_terms', array( $this, 'before_term' ), PHP_INT_MAX, 3 );
		add_action( 'edited_term_taxonomy', array( $this, 'after_term' ), -1000 );
		add_action( 'created_term', array( $this, 'after_new_term' ), -1000, 3 );
		add_filter( 'add_user_metadata', array( $this, 'before_user' ), PHP_INT_MAX, 4 );
		add_filter( 'update_user_metadata', array( $this, 'before_user' ), PHP_INT_MAX, 4 );
		add_filter( 'rest_request_after_callbacks', array( $this, 'answer' ), PHP_INT_MAX );
	}

	/**
	 * Leaves widgets as they were whose words must not go out.
	 *
	 * @param mixed  $value What is about to be stored.
	 * @param string $name  The option: all widgets of a kind.
	 * @param mixed  $old   What is stored.
	 * @return mixed What may be stored.
	 */
	public function before_widgets( $value, $name, $old ) {
		if ( 0 !== strpos( (string) $name, 'widget_' ) || ! is_array( $value ) ) {
			return $value;
		}
		foreach ( $value as $number => $widget ) {
			$before = is_array( $old ) && isset( $old[ $number ] ) ? $old[ $number ] : null;
			if ( ! is_array( $widget ) || $widget === $before || $this->goes( self::shown( $widget ), self::shown( $before ), __( 'a widget', 'wirecheck' ) ) ) {
				continue;
			}
			if ( null === $before ) {
				unset( $value[ $number ] );
			} else {
				$value[ $number ] = $before;
			}
		}
		return $value;
	}

	/**
	 * Judges the new description of a term.
	 *
	 * @param int    $id       The term.
	 * @param string $taxonomy Its taxonomy.
	 * @param array  $asked    What is about to be stored.
	 */
	public function before_term( $id, $taxonomy, $asked = array() ): void {
		$term = get_term( (int) $id, $taxonomy );
		$old  = $term instanceof WP_Term ? $term->description : '';
		if ( isset( $asked['description'] ) && ! $this->goes( wp_unslash( $asked['description'] ), $old, self::named( (string) $taxonomy ) ) ) {
			$this->kept[ (int) $term->term_taxonomy_id ] = $old;
		}
	}

	/**
	 * Puts a description back that must not go out.
	 *
	 * @param int $row The term within its taxonomy.
	 */
	public function after_term( $row ): void {
		if ( isset( $this->kept[ $row ] ) ) {
			$this->describe( (int) $row, $this->kept[ $row ] );
			unset( $this->kept[ $row ] );
		}
	}

	/**
	 * Takes the description from a new term that must not go out.
	 *
	 * @param int    $id       The term.
	 * @param int    $row      The term within its taxonomy.
	 * @param string $taxonomy The taxonomy.
	 */
	public function after_new_term( $id, $row, $taxonomy ): void {
		$term = get_term( (int) $id, $taxonomy );
		if ( $term instanceof WP_Term && ! $this->goes( $term->description, '', self::named( (string) $taxonomy ) ) ) {
			$this->describe( (int) $row, '' );
			clean_term_cache( (int) $id, $taxonomy );
		}
	}

	/**
	 * Leaves what a person says of themselves as it was, where it must not go out.
	 *
	 * @param mixed  $done  Null: write it.
	 * @param int    $id    The person.
	 * @param string $key   The meta key.
	 * @param mixed  $value The new value, slashed.
	 * @return mixed False: it is not written.
	 */
	public function before_user( $done, $id, $key, $value ) {
		if ( null !== $done || 'description' !== $key || ! is_string( $value ) ) {
			return $done;
		}
		$old = (string) get_user_meta( (int) $id, $key, true );
		return $this->goes( wp_unslash( $value ), $old, __( 'what a person says of themselves', 'wirecheck' ) ) ? $done : false;
	}

	/**
	 * Answers a REST request with why its words were not taken.
	 *
	 * @param mixed $answer The answer.
	 * @return mixed
	 */
	public function answer( $answer ) {
		$ruling        = array_pop( $this->refused );
		$this->refused = array();
		if ( null === $ruling || is_wp_error( $answer ) ) {
			return $answer;
		}
		$waits = Wirecheck_Ruling::REFUSED !== $ruling->state;
		return new WP_Error( $waits ? 'wirecheck_not_checked' : 'wirecheck_refused', self::why( $ruling ), array( 'status' => $waits ? 503 : Wirecheck_Rest::STATUS ) );
	}

	/**
	 * Returns why words were not taken.
	 *
	 * @param Wirecheck_Ruling $ruling The ruling.
	 */
	private static function why( Wirecheck_Ruling $ruling ): string {
		/* translators: %s: why the service did not answer. */
		return Wirecheck_Ruling::REFUSED === $ruling->state ? $ruling->sentence : sprintf( __( 'Wirecheck: not checked (%s). Try again in a minute.', 'wirecheck' ), $ruling->why );
	}

	/**
	 * Whether words may be stored; where not, people are told. Nothing asks about them again, so what could
	 * not be checked is not taken, whatever the settings say of articles.
	 *
	 * @param string $words HTML that is about to be stored.
	 * @param string $old   HTML that is stored.
	 * @param string $what  Where, for people.
	 */
	private function goes( string $words, string $old, string $what ): bool {
		if ( ! $this->settings->is_set_up() || '' === trim( wp_strip_all_tags( $words ) ) || $words === $old ) {
			return true;
		}
		$about  = array(
			'id'       => 0,
			'type'     => '',
			'status'   => 'publish',
			'date_gmt' => '',
		);
		$shown  = Wirecheck_Hidden::with( do_shortcode( has_blocks( $words ) ? do_blocks( $words ) : wpautop( $words ) ), $words );
		$ruling = $this->judge->confirm( $this->judge->judge( array( 'body_html' => $shown ), $about ) );
		if ( Wirecheck_Ruling::CLEARED === $ruling->state ) {
			return true;
		}
		$this->refused[] = $ruling;
		/* translators: 1: where words stand, as "a widget", 2: why. */
		$this->desk->refused( $what, sprintf( __( 'Not taken, and it is as it was: %1$s. %2$s', 'wirecheck' ), $what, self::why( $ruling ) ) );
		return false;
	}

	/**
	 * Returns the words of a widget that are more than a name or a number.
	 *
	 * @param mixed $widget Its settings.
	 */
	private static function shown( $widget ): string {
		$words = array();
		foreach ( is_array( $widget ) ? $widget : array() as $value ) {
			if ( is_string( $value ) && false !== strpos( trim( $value ), ' ' ) ) {
				$words[] = $value;
			}
		}
		return implode( "\n\n", $words );
	}

	/**
	 * Returns what people call the description of a term.
	 *
	 * @param string $taxonomy The taxonomy.
	 */
	private static function named( string $taxonomy ): string {
		$found = get_taxonomy( $taxonomy );
		/* translators: %s: a taxonomy, as "Category". */
		return sprintf( __( 'the description of a term (%s)', 'wirecheck' ), $found ? $found->labels->singular_name : $taxonomy );
	}

	/**
	 * Writes the description of a term, past every filter.
	 *
	 * @param int    $row   The term within its taxonomy.
	 * @param string $words The description.
	 */
	private function describe( int $row, string $words ): void {
		global $wpdb;
		$wpdb->update( $wpdb->term_taxonomy, array( 'description' => $words ), array( 'term_taxonomy_id' => $row ) ); // phpcs:ignore -- wp_update_term would ask again
	}
}
