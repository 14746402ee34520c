<?php
/**
 * Messages of the service.
 *
 * @package Wirecheck
 */

/**
 * Receives signed messages and checks the articles anew that they name.
 */
final class Wirecheck_Webhook {

	/** Seconds that the service waits, less a reserve. */
	const SECONDS = 10;

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
	 * What is remembered.
	 *
	 * @var Wirecheck_Record
	 */
	private $record;

	/**
	 * Acts on live articles.
	 *
	 * @var Wirecheck_Live
	 */
	private $live;

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
	 * @param Wirecheck_Record   $record   What is remembered.
	 * @param Wirecheck_Live     $live     Acts on live articles.
	 * @param Wirecheck_Desk     $desk     Tells people.
	 */
	public function __construct( Wirecheck_Settings $settings, Wirecheck_Posts $posts, Wirecheck_Record $record, Wirecheck_Live $live, Wirecheck_Desk $desk ) {
		$this->settings = $settings;
		$this->posts    = $posts;
		$this->record   = $record;
		$this->live     = $live;
		$this->desk     = $desk;
	}

	/**
	 * Opens the address for messages.
	 */
	public function listen(): void {
		register_rest_route(
			'wirecheck/v1',
			'/webhook',
			array(
				'methods'             => 'POST',
				'callback'            => array( $this, 'receive' ),
				'permission_callback' => array( $this, 'is_signed' ),
			)
		);
	}

	/**
	 * Whether a message is the service's own.
	 *
	 * @param WP_REST_Request $request The request.
	 */
	public function is_signed( $request ): bool {
		$secrets = preg_split( '/[\s,]+/', $this->settings->get( 'webhook_secret' ), -1, PREG_SPLIT_NO_EMPTY );
		return Wirecheck_Signature::is_good( $request->get_body(), (string) $request->get_header( 'webhook-id' ), (string) $request->get_header( 'webhook-timestamp' ), (string) $request->get_header( 'webhook-signature' ), $secrets, time() );
	}

	/**
	 * Acts on a message; the same one may come twice and changes nothing then.
	 *
	 * @param WP_REST_Request $request The request.
	 */
	public function receive( $request ): WP_REST_Response {
		$message = json_decode( $request->get_body(), true );
		$type    = isset( $message['type'] ) ? (string) $message['type'] : '';
		$data    = isset( $message['data'] ) && is_array( $message['data'] ) ? $message['data'] : array();
		$ended   = array();
		if ( 'agreement.expiring' === $type ) {
			$this->expiring( $data );
		} else {
			$ended = $this->look( $this->named( $type, $data ), self::reason( $type ) );
		}
		return new WP_REST_Response( array( 'posts' => $ended ), 200 );
	}

	/**
	 * Checks the articles anew; what there is no time for is left to the next minutes.
	 *
	 * @param WP_Post[] $posts  The articles.
	 * @param string    $reason Why, for people.
	 * @return string[] What became of each.
	 */
	private function look( array $posts, string $reason ): array {
		$end   = time() + self::SECONDS;
		$ended = array();
		foreach ( $posts as $post ) {
			if ( ! $this->posts->statuses()->goes_out( $post->post_status ) ) {
				$ended[ $post->ID ] = $this->again( $post );
			} elseif ( time() < $end ) {
				$ended[ $post->ID ] = $this->live->look( $post, true, $reason );
			} else {
				$this->record->ask_again( $post->ID );
				$ended[ $post->ID ] = 'later';
			}
		}
		return $ended;
	}

	/**
	 * Tells the desk where a post that was refused could be published now.
	 *
	 * @param WP_Post $post The post.
	 */
	private function again( WP_Post $post ): string {
		if ( Wirecheck_Ruling::REFUSED !== $this->record->state( $post->ID ) ) {
			return 'not_out';
		}
		$wished              = clone $post;
		$wished->post_status = 'publish';
		$ruling              = $this->posts->judge_stored( $wished, true );
		if ( Wirecheck_Ruling::CLEARED === $ruling->state ) {
			$this->record->write( $post->ID, $ruling );
			$this->desk->mail( $post, __( 'Wirecheck: this article was refused and may be published now.', 'wirecheck' ) );
		}
		return 'not_out';
	}

	/**
	 * Returns the posts of this site that a message names.
	 *
	 * @param string $type The message's type.
	 * @param array  $data Its data.
	 * @return WP_Post[]
	 */
	private function named( string $type, array $data ): array {
		$pieces = array();
		if ( in_array( $type, array( 'item.killed', 'item.rights_changed' ), true ) ) {
			$pieces = isset( $data['uses'] ) && is_array( $data['uses'] ) ? $data['uses'] : array();
		} elseif ( 'retention.due' === $type ) {
			$pieces = array( $data );
		} elseif ( 'source.late' === $type ) {
			foreach ( isset( $data['checks'] ) && is_array( $data['checks'] ) ? $data['checks'] : array() as $check ) {
				$pieces[] = array( 'check' => $check );
			}
		}
		$posts = array();
		foreach ( $pieces as $piece ) {
			$post = $this->post( is_array( $piece ) ? $piece : array() );
			if ( $post && $this->posts->watches( $post->post_type ) ) {
				$posts[ $post->ID ] = $post;
			}
		}
		return array_values( $posts );
	}

	/**
	 * Returns the post of a piece, by its name or its check.
	 *
	 * @param array $piece `id` and `check`.
	 */
	private function post( array $piece ): ?WP_Post {
		$id = isset( $piece['id'] ) && is_string( $piece['id'] ) ? Wirecheck_Judge::post_of( $piece['id'] ) : 0;
		if ( ! $id && isset( $piece['check'] ) && is_string( $piece['check'] ) ) {
			$found = get_posts(
				array(
					'post_type'   => $this->posts->types(),
					'post_status' => 'any',
					'numberposts' => -1,
					'fields'      => 'ids',
					'meta_key'    => Wirecheck_Record::CHECK, // phpcs:ignore -- one post by its check
					'meta_value'  => $piece['check'], // phpcs:ignore
				)
			);
			foreach ( $found as $one ) {
				$id = array() === $this->record->read( (int) $one ) ? $id : (int) $one; // A copy of the post carries its check along.
			}
		}
		return $id ? get_post( $id ) : null;
	}

	/**
	 * Mails the desk that an agreement ends.
	 *
	 * @param array $data Of the message.
	 */
	private function expiring( array $data ): void {
		$name = isset( $data['agreement'] ) ? (string) $data['agreement'] : '';
		$at   = isset( $data['at'] ) ? (string) $data['at'] : '';
		/* translators: 1: an agreement, 2: a date. */
		$this->desk->say( sprintf( __( 'Wirecheck: the agreement %1$s ends at %2$s. Articles that rest on it may have to come down then.', 'wirecheck' ), $name, $at ) );
	}

	/**
	 * Returns why articles are checked anew.
	 *
	 * @param string $type The message's type.
	 */
	private static function reason( string $type ): string {
		if ( 'item.killed' === $type ) {
			return __( 'An item that it uses was withdrawn.', 'wirecheck' );
		}
		if ( 'item.rights_changed' === $type ) {
			return __( 'Other rights are stated of an item that it uses.', 'wirecheck' );
		}
		return 'retention.due' === $type ? __( 'Its time has come.', 'wirecheck' ) : __( 'An item came in that it uses.', 'wirecheck' );
	}
}
