<?php
/**
 * Articles that are live and may no longer be.
 *
 * @package Wirecheck
 */

/**
 * Checks a live or scheduled article anew and acts as the site's settings say.
 */
final class Wirecheck_Live {

	/** Statuses that the settings may ask for. */
	const STATUSES = array(
		'hold'      => 'pending',
		'unpublish' => 'draft',
	);

	/**
	 * The settings.
	 *
	 * @var Wirecheck_Settings
	 */
	private $settings;

	/**
	 * Which posts are watched.
	 *
	 * @var Wirecheck_Posts
	 */
	private $posts;

	/**
	 * Asks the service.
	 *
	 * @var Wirecheck_Judge
	 */
	private $judge;

	/**
	 * What is remembered.
	 *
	 * @var Wirecheck_Record
	 */
	private $record;

	/**
	 * Tells people.
	 *
	 * @var Wirecheck_Desk
	 */
	private $desk;

	/**
	 * Takes what it needs.
	 *
	 * @param Wirecheck_Settings $settings Of the site.
	 * @param Wirecheck_Posts    $posts    Which posts are watched.
	 * @param Wirecheck_Judge    $judge    Asks the service.
	 * @param Wirecheck_Record   $record   What is remembered.
	 * @param Wirecheck_Desk     $desk     Tells people.
	 */
	public function __construct( Wirecheck_Settings $settings, Wirecheck_Posts $posts, Wirecheck_Judge $judge, Wirecheck_Record $record, Wirecheck_Desk $desk ) {
		$this->settings = $settings;
		$this->posts    = $posts;
		$this->judge    = $judge;
		$this->record   = $record;
		$this->desk     = $desk;
	}

	/**
	 * Checks an article anew and acts on the verdict.
	 *
	 * @param WP_Post $post   The article.
	 * @param bool    $touch  Whether it may be taken down; else people are told alone.
	 * @param string  $reason Why it is checked, for people.
	 * @return string What became of it: `ok`, `taken_down`, `told` or `unchecked`.
	 */
	public function look( WP_Post $post, bool $touch = true, string $reason = '' ): string {
		$ruling = $this->posts->judge_stored( $post, true );
		if ( $this->posts->statuses()->is_live( $post->post_status ) ) {
			$ruling = $this->judge->confirm( $ruling );
		}
		if ( Wirecheck_Ruling::CLEARED === $ruling->state ) {
			$this->record->write( $post->ID, $ruling );
			return 'ok';
		}
		if ( Wirecheck_Ruling::REFUSED !== $ruling->state ) {
			$this->unchecked( $post, $ruling );
			return 'unchecked';
		}
		return $this->act( $post, $ruling, $touch, $reason );
	}

	/**
	 * Remembers that a live article has no verdict, so that it is asked about again.
	 *
	 * @param WP_Post          $post   The article.
	 * @param Wirecheck_Ruling $ruling Why.
	 */
	private function unchecked( WP_Post $post, Wirecheck_Ruling $ruling ): void {
		/* translators: %s: why the service did not answer. */
		$sentence = sprintf( __( 'Wirecheck: this article is out without a check (%s). It is checked as soon as the service answers.', 'wirecheck' ), $ruling->why );
		$again    = new Wirecheck_Ruling( Wirecheck_Ruling::UNCHECKED, $sentence, $ruling->fields, $ruling->answer );
		$this->record->write( $post->ID, $again );
	}

	/**
	 * Does with a refused article what the settings say, and tells the desk.
	 *
	 * @param WP_Post          $post   The article.
	 * @param Wirecheck_Ruling $ruling Why.
	 * @param bool             $touch  Whether it may be taken down.
	 * @param string           $reason Why it was checked.
	 */
	private function act( WP_Post $post, Wirecheck_Ruling $ruling, bool $touch, string $reason ): string {
		$action = $touch ? $this->settings->choice( 'on_live' ) : 'notify';
		if ( 'future' === $post->post_status ) {
			$action = 'hold'; // It is not out yet, so holding it takes nothing from readers.
		}
		$said = trim( $reason . ' ' . $ruling->answer->sentence() );
		if ( 'notify' === $action ) {
			/* translators: %s: why. */
			$sentence = sprintf( __( 'Wirecheck: this article is live and may not be. %s', 'wirecheck' ), $said );
		} elseif ( 'future' === $post->post_status ) {
			/* translators: %s: why. */
			$sentence = sprintf( __( 'Wirecheck: taken off the schedule. %s', 'wirecheck' ), $said );
		} else {
			/* translators: %s: why. */
			$sentence = sprintf( __( 'Wirecheck: taken off the site. %s', 'wirecheck' ), $said );
		}
		$told = $this->record->sentence( $post->ID ) === $sentence;
		if ( 'notify' !== $action ) {
			$this->take_down( $post, self::STATUSES[ $action ] );
		}
		$this->record->write( $post->ID, new Wirecheck_Ruling( Wirecheck_Ruling::REFUSED, $sentence, $ruling->fields, $ruling->answer ) );
		if ( ! $told ) {
			$this->desk->mail( $post, $sentence );
		}
		return 'notify' === $action ? 'told' : 'taken_down';
	}

	/**
	 * Takes a post from its readers: the post itself, or the words about a file.
	 *
	 * @param WP_Post $post   The post.
	 * @param string  $status The status that it gets.
	 */
	private function take_down( WP_Post $post, string $status ): void {
		if ( Wirecheck_Posts::FILE === $post->post_type ) {
			Wirecheck_File::take_words( $post );
		} else {
			self::set_status( $post->ID, $status );
		}
	}

	/**
	 * Gives a post another status and leaves its text alone.
	 *
	 * Without a user WordPress would take markup off the text that its author may use.
	 *
	 * @param int    $id      The post.
	 * @param string $status  The status.
	 * @param array  $columns More columns.
	 */
	public static function set_status( int $id, string $status, array $columns = array() ): void {
		$filtered = has_filter( 'content_save_pre', 'wp_filter_post_kses' );
		kses_remove_filters();
		wp_update_post( wp_slash( array_merge( $columns, array( 'ID' => $id, 'post_status' => $status ) ) ) ); // phpcs:ignore
		if ( false !== $filtered ) {
			kses_init_filters();
		}
	}
}
