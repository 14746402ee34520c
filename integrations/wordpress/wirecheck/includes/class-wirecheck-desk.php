<?php
/**
 * Messages to people.
 *
 * @package Wirecheck
 */

/**
 * Tells the person at the screen, or the desk and the author by mail where nobody looks at one.
 */
final class Wirecheck_Desk {

	const NOTICES = 'wirecheck_notices_';

	/**
	 * The settings.
	 *
	 * @var Wirecheck_Settings
	 */
	private $settings;

	/**
	 * Lines to be mailed at the end of the request, by address.
	 *
	 * @var array
	 */
	private $mails = array();

	/**
	 * Takes the settings.
	 *
	 * @param Wirecheck_Settings $settings Of the site.
	 */
	public function __construct( Wirecheck_Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Tells what became of a post.
	 *
	 * @param WP_Post $post     The post.
	 * @param string  $sentence What became of it.
	 * @param bool    $urgent   Whether the desk gets a mail even if somebody looks at a screen.
	 */
	public function held( WP_Post $post, string $sentence, bool $urgent = false ): void {
		if ( self::has_screen() ) {
			$this->keep( $post->ID, $sentence );
		}
		if ( self::has_terminal() ) {
			WP_CLI::warning( wp_specialchars_decode( "{$post->ID}: $sentence", ENT_QUOTES ) );
		}
		if ( $urgent || ! self::has_screen() ) {
			$this->mail( $post, $sentence );
		}
	}

	/**
	 * Mails the desk and the author at the end of the request, all posts in one message.
	 *
	 * @param WP_Post $post     The post.
	 * @param string  $sentence What is to be said of it.
	 */
	public function mail( WP_Post $post, string $sentence ): void {
		if ( array() === $this->mails ) {
			add_action( 'shutdown', array( $this, 'send' ) );
		}
		$author = get_userdata( (int) $post->post_author );
		foreach ( array_unique( array_filter( array( $this->address(), $author ? $author->user_email : '' ) ) ) as $to ) {
			$this->mails[ $to ][ $post->ID ] = sprintf( "%s\n%s\n%s\n", get_the_title( $post ), $sentence, admin_url( "post.php?post={$post->ID}&action=edit" ) );
		}
	}

	/**
	 * Mails the desk something that is about no post.
	 *
	 * @param string $sentence What is to be said.
	 */
	public function say( string $sentence ): void {
		wp_mail( $this->address(), $this->subject( 1 ), $sentence );
	}

	/**
	 * Tells that words were not taken that no post holds.
	 *
	 * @param string $what     Where they were to stand.
	 * @param string $sentence Why.
	 */
	public function refused( string $what, string $sentence ): void {
		if ( self::has_screen() ) {
			$this->keep( $what, $sentence );
			return;
		}
		if ( self::has_terminal() ) {
			WP_CLI::warning( wp_specialchars_decode( $sentence, ENT_QUOTES ) );
		}
		$this->say( $sentence );
	}

	/**
	 * Sends what is to be mailed.
	 */
	public function send(): void {
		foreach ( $this->mails as $to => $lines ) {
			wp_mail( $to, $this->subject( count( $lines ) ), wp_specialchars_decode( implode( "\n", $lines ), ENT_QUOTES ) );
		}
		$this->mails = array();
	}

	/**
	 * Returns the notices of a person, once.
	 *
	 * @param int $user The person.
	 * @return array Sentences by post, or by the place of words that no post holds.
	 */
	public static function notices( int $user ): array {
		$notices = get_transient( self::NOTICES . $user );
		if ( false === $notices ) {
			return array();
		}
		delete_transient( self::NOTICES . $user );
		return (array) $notices;
	}

	/**
	 * Whether the person who asked for the change looks at a screen of the site.
	 */
	public static function has_screen(): bool {
		if ( wp_doing_cron() || ( defined( 'XMLRPC_REQUEST' ) && XMLRPC_REQUEST ) || self::has_terminal() ) {
			return false;
		}
		$rest = defined( 'REST_REQUEST' ) && REST_REQUEST;
		return is_user_logged_in() && ( is_admin() || $rest ) && 'cli' !== PHP_SAPI;
	}

	/**
	 * Whether the person who asked for the change reads what a command prints.
	 */
	private static function has_terminal(): bool {
		return defined( 'WP_CLI' ) && WP_CLI;
	}

	/**
	 * Keeps a sentence for the next page that the person sees.
	 *
	 * @param int|string $what     The post, or where words were to stand.
	 * @param string     $sentence The sentence.
	 */
	private function keep( $what, string $sentence ): void {
		$name    = self::NOTICES . get_current_user_id();
		$notices = get_transient( $name );
		$notices = is_array( $notices ) ? $notices : array();

		$notices[ $what ] = $sentence;
		set_transient( $name, $notices, 10 * MINUTE_IN_SECONDS );
	}

	/**
	 * Returns the desk's address.
	 */
	private function address(): string {
		$desk = sanitize_email( $this->settings->get( 'desk' ) );
		return '' === $desk ? (string) get_option( 'admin_email' ) : $desk;
	}

	/**
	 * Returns the subject of a mail.
	 *
	 * @param int $count How many posts it is about.
	 */
	private function subject( int $count ): string {
		$site = wp_specialchars_decode( get_option( 'blogname' ), ENT_QUOTES );
		/* translators: 1: the site, 2: how many posts. */
		return sprintf( _n( '[%1$s] Wirecheck: %2$d article needs you', '[%1$s] Wirecheck: %2$d articles need you', $count, 'wirecheck' ), $site, $count );
	}
}
