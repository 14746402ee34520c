<?php
/**
 * The routes of the editor's panel.
 *
 * @package Wirecheck
 */

/**
 * Checks what an editor has open, and releases it for those who may. The key never leaves the server.
 */
final class Wirecheck_Panel {

	const PATH = '/posts/(?P<id>\d+)';

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
	 * Takes what it needs.
	 *
	 * @param Wirecheck_Settings $settings Of the site.
	 * @param Wirecheck_Posts    $posts    Which posts are watched.
	 * @param Wirecheck_Judge    $judge    Asks the service.
	 */
	public function __construct( Wirecheck_Settings $settings, Wirecheck_Posts $posts, Wirecheck_Judge $judge ) {
		$this->settings = $settings;
		$this->posts    = $posts;
		$this->judge    = $judge;
	}

	/**
	 * Opens the routes.
	 */
	public function listen(): void {
		$routes = array(
			'check'   => array( $this, 'check' ),
			'release' => array( $this, 'release' ),
		);
		foreach ( $routes as $name => $does ) {
			register_rest_route(
				'wirecheck/v1',
				self::PATH . "/$name",
				array(
					'methods'             => 'POST',
					'callback'            => $does,
					'permission_callback' => array( $this, 'may' ),
				)
			);
		}
	}

	/**
	 * Loads the panel in the block editor.
	 */
	public function load(): void {
		$screen = function_exists( 'get_current_screen' ) ? get_current_screen() : null;
		if ( ! $screen || ! $this->posts->watches( (string) $screen->post_type ) ) {
			return;
		}
		$needs = array( 'wp-plugins', 'wp-edit-post', 'wp-editor', 'wp-element', 'wp-components', 'wp-data', 'wp-api-fetch', 'wp-i18n', 'wp-blocks', 'wp-block-editor', 'wp-rich-text', 'wp-notices' );
		wp_enqueue_script( 'wirecheck-panel', plugins_url( 'assets/panel.js', WIRECHECK_FILE ), $needs, WIRECHECK_VERSION, true );
		wp_enqueue_style( 'wirecheck-panel', plugins_url( 'assets/panel.css', WIRECHECK_FILE ), array(), WIRECHECK_VERSION );
		wp_set_script_translations( 'wirecheck-panel', 'wirecheck', plugin_dir_path( WIRECHECK_FILE ) . 'languages' );
	}

	/**
	 * Whether the person may edit that post.
	 *
	 * @param WP_REST_Request $request The request.
	 */
	public function may( $request ): bool {
		return current_user_can( 'edit_post', (int) $request['id'] );
	}

	/**
	 * Checks what the editor has open, as it would be published now or at its date.
	 *
	 * @param WP_REST_Request $request The request.
	 */
	public function check( $request ): array {
		$post    = get_post( (int) $request['id'] );
		$columns = $post->to_array();
		foreach ( array( 'title' => 'post_title', 'content' => 'post_content', 'excerpt' => 'post_excerpt' ) as $name => $column ) { // phpcs:ignore
			if ( is_string( $request[ $name ] ) ) {
				$columns[ $column ] = wp_unslash( sanitize_post_field( $column, wp_slash( $request[ $name ] ), $post->ID, 'db' ) );
			}
		}
		$date                     = is_string( $request['date'] ) && preg_match( '/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/', $request['date'] ) ? get_gmt_from_date( $request['date'] ) : '';
		$columns['post_date_gmt'] = $date;
		$columns['post_status']   = Wirecheck_Statuses::resulting( 'publish', $date, time() );
		$meta                     = is_array( $request['meta'] ) ? $request['meta'] : array();
		if ( isset( $request['featured_media'] ) ) {
			$meta['_thumbnail_id'] = (int) $request['featured_media'];
		}
		$this->posts->expect( $post->ID, $meta, $columns['post_content'] );
		return $this->shown( $this->posts->judge( $columns, $post, array(), true ) );
	}

	/**
	 * Releases a checked text with the person's name and reason.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return array|WP_Error
	 */
	public function release( $request ) {
		$why = trim( sanitize_textarea_field( (string) $request['why'] ) );
		if ( ! $this->may_release() ) {
			return new WP_Error( 'wirecheck_may_not', __( 'You may not release articles here.', 'wirecheck' ), array( 'status' => 403 ) );
		}
		if ( '' === $why ) {
			return new WP_Error( 'wirecheck_no_reason', __( 'Say why the article is released.', 'wirecheck' ), array( 'status' => 400 ) );
		}
		$user = wp_get_current_user();
		try {
			$this->judge->client( $this->settings->get( 'release_key' ) )->release(
				(string) $request['check'],
				array(
					'codes'       => array_values( array_filter( (array) $request['codes'], 'is_string' ) ),
					'why'         => sprintf( '%s (%s, %s): %s', $user->display_name, $user->user_login, home_url(), $why ),
					'text_sha256' => (string) $request['text_sha256'],
				)
			);
		} catch ( RuntimeException $error ) {
			return new WP_Error( 'wirecheck_not_released', $error->getMessage(), array( 'status' => $error instanceof Wirecheck_Refused ? 403 : 503 ) );
		}
		$this->judge->forget();
		return $this->check( $request );
	}

	/**
	 * Whether the person may release.
	 */
	private function may_release(): bool {
		if ( '' === $this->settings->get( 'release_key' ) ) {
			return false;
		}
		$roles = $this->settings->words( 'release_roles' );
		return current_user_can( 'wirecheck_release' ) || array() !== array_intersect( $roles, (array) wp_get_current_user()->roles );
	}

	/**
	 * Returns what the panel shows of a ruling.
	 *
	 * @param Wirecheck_Ruling $ruling The ruling.
	 */
	private function shown( Wirecheck_Ruling $ruling ): array {
		$answer = $ruling->answer;
		$shown  = array(
			'state'    => $ruling->state,
			'goes'     => $ruling->goes(),
			'sentence' => $answer && Wirecheck_Ruling::REFUSED === $ruling->state ? $answer->sentence() : $ruling->sentence, // Nobody wished to publish yet.
			'todo'     => $answer ? $answer->todo() : array(),
			'passages' => $answer ? self::passages( $answer ) : array(),
			'fixes'    => $answer ? self::fixes( $answer ) : array(),
		);
		if ( $answer ) {
			$shown += array(
				'check'       => $answer->text( 'check' ),
				'codes'       => $answer->codes(),
				'text_sha256' => $answer->text( 'text_sha256' ),
				'may_release' => ! $ruling->goes() && $answer->is_releasable() && $this->may_release(),
			);
		}
		return $shown;
	}

	/**
	 * Returns the passages that count, with their words and where they are from.
	 *
	 * @param Wirecheck_Answer $answer The answer.
	 */
	private static function passages( Wirecheck_Answer $answer ): array {
		$found = array();
		foreach ( $answer->all( 'matches' ) as $match ) {
			foreach ( $match['passages'] as $passage ) {
				if ( ! empty( $passage['counted'] ) && isset( $passage['quote']['exact'] ) ) {
					$found[] = array(
						'owner'  => $answer->name_of( $match['owner'] ),
						'source' => $match['source'],
						'words'  => $passage['words'],
						'quote'  => $passage['quote']['exact'],
					);
				}
			}
		}
		return $found;
	}

	/**
	 * Returns the steps that mend the text, each with its field and the words around its place.
	 *
	 * @param Wirecheck_Answer $answer The answer.
	 */
	private static function fixes( Wirecheck_Answer $answer ): array {
		$text  = new Wirecheck_Text( $answer->text( 'text' ) );
		$found = array();
		foreach ( $answer->reasons() as $reason ) {
			if ( ! empty( $reason['fix'] ) && ! $text->is_empty() ) {
				$steps = array();
				foreach ( $reason['fix'] as $step ) {
					$steps[] = self::placed( $step, $text );
				}
				$found[] = array(
					'code'    => $reason['code'],
					'message' => $reason['message'],
					'steps'   => $steps,
				);
			}
		}
		return $found;
	}

	/**
	 * Returns a step with the words around its place.
	 *
	 * @param array          $step Of the service.
	 * @param Wirecheck_Text $text The text that its offsets count in.
	 */
	private static function placed( array $step, Wirecheck_Text $text ): array {
		$start = (int) ( isset( $step['at'] ) ? $step['at'] : $step['start'] );
		$end   = (int) ( isset( $step['at'] ) ? $step['at'] : $step['end'] );
		return array(
			'op'     => $step['op'],
			'text'   => isset( $step['text'] ) ? $step['text'] : '',
			'old'    => $text->between( $start, $end ),
			'before' => $text->before( $start ),
			'after'  => $text->after( $end ),
			'field'  => isset( $step['in']['field'] ) ? $step['in']['field'] : '',
		);
	}
}
