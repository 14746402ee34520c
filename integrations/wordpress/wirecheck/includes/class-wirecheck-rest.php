<?php
/**
 * Refusals over REST, with a sentence.
 *
 * @package Wirecheck
 */

/**
 * Answers block editor, apps and programs with why a post is not published, before anything is written.
 */
final class Wirecheck_Rest {

	const STATUS = 422;

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
	 * Takes what it needs.
	 *
	 * @param Wirecheck_Posts  $posts  Which posts are watched.
	 * @param Wirecheck_Record $record What is remembered.
	 */
	public function __construct( Wirecheck_Posts $posts, Wirecheck_Record $record ) {
		$this->posts  = $posts;
		$this->record = $record;
	}

	/**
	 * Listens to all watched types.
	 */
	public function listen(): void {
		add_filter( 'rest_request_before_callbacks', array( $this, 'before_template' ), 10, 3 );
		foreach ( $this->posts->types() as $type ) {
			add_filter( "rest_pre_insert_$type", array( $this, 'before_write' ), PHP_INT_MAX, 2 );
			register_rest_field( $type, 'wirecheck', array( 'get_callback' => array( $this, 'shown' ) ) + self::field() );
		}
	}

	/**
	 * Refuses what must not go out.
	 *
	 * @param stdClass|WP_Error $prepared The columns that are asked for, unslashed.
	 * @param WP_REST_Request   $request  The request.
	 * @return stdClass|WP_Error
	 */
	public function before_write( $prepared, $request ) {
		if ( is_wp_error( $prepared ) || preg_match( '#/autosaves/?$#', $request->get_route() ) ) {
			return $prepared;
		}
		$before = empty( $prepared->ID ) ? null : get_post( (int) $prepared->ID );
		$words  = array();
		if ( $before && Wirecheck_Posts::FILE === $before->post_type ) {
			$words = self::words_of_file( $request );
		} elseif ( isset( $prepared->post_type ) && Wirecheck_Posts::FILE === $prepared->post_type ) {
			return $prepared; // A new file is stored all the same, and the wall leaves its words out.
		}
		$columns = self::columns( $words + (array) $prepared, $before );
		$this->posts->expect( $before ? $before->ID : 0, self::meta( $request ), $columns['post_content'] );
		if ( ! $this->posts->watches( $columns['post_type'] ) || ! $this->posts->statuses()->goes_out( $columns['post_status'] ) ) {
			return $prepared;
		}
		if ( $before && $this->posts->statuses()->goes_out( $before->post_status ) && $this->posts->shows_nothing_new( $columns, $before ) ) {
			return $prepared;
		}
		$ruling = $this->posts->judge( $columns, $before );
		if ( $ruling->goes() || ( Wirecheck_Ruling::WAITING === $ruling->state && ! $this->posts->shows( $before ) ) ) {
			return $prepared; // What waits is stored as pending by the wall, and says so.
		}
		return $this->refused( $before, $ruling );
	}

	/**
	 * Refuses a template whose words must not go out; the site editor asks no filter of its own before WordPress 6.4.
	 *
	 * @param mixed           $answer  The answer so far.
	 * @param array           $handler Who answers.
	 * @param WP_REST_Request $request The request.
	 * @return mixed The answer so far, or the refusal.
	 */
	public function before_template( $answer, $handler, $request ) {
		$asked = isset( $handler['callback'] ) && is_array( $handler['callback'] ) ? $handler['callback'] : array( null, '' );
		if ( is_wp_error( $answer ) || ! $asked[0] instanceof WP_REST_Templates_Controller || ! in_array( $asked[1], array( 'create_item', 'update_item' ), true ) || ! current_user_can( 'edit_theme_options' ) ) {
			return $answer;
		}
		$type     = 0 === strpos( $request->get_route(), '/wp/v2/template-parts' ) ? 'wp_template_part' : 'wp_template';
		$known    = isset( $request['id'] ) ? get_block_template( $request['id'], $type ) : null;
		$content  = $request['content'];
		$prepared = array_filter(
			array(
				'ID'           => $known ? (int) $known->wp_id : 0,
				'post_title'   => $known && ! isset( $request['title'] ) ? $known->title : self::raw( $request['title'] ),
				'post_content' => $known && null === $content ? $known->content : self::raw( $content ),
				'post_type'    => $type,
				'post_status'  => 'publish',
			)
		);
		$refused  = $this->before_write( (object) $prepared, $request );
		return is_wp_error( $refused ) ? $refused : $answer;
	}

	/**
	 * Returns a text of a request, which sends it by itself or as the raw one.
	 *
	 * @param mixed $value The text.
	 */
	private static function raw( $value ): string {
		return is_array( $value ) && isset( $value['raw'] ) ? (string) $value['raw'] : ( is_string( $value ) ? $value : '' );
	}

	/**
	 * Returns what the editor shows of a post's check.
	 *
	 * @param array $post The post as it is answered.
	 */
	public function shown( $post ): array {
		$id     = (int) ( isset( $post['wp_id'] ) ? $post['wp_id'] : $post['id'] ); // A template's id is a name.
		$detail = $this->record->read( $id );
		return array(
			'state'    => isset( $detail['state'] ) ? $detail['state'] : '',
			'sentence' => $this->record->sentence( $id ),
			'check'    => isset( $detail['check'] ) ? $detail['check'] : '',
		);
	}

	/**
	 * Returns the refusal.
	 *
	 * @param WP_Post|null     $before The post as it is.
	 * @param Wirecheck_Ruling $ruling Why.
	 */
	private function refused( ?WP_Post $before, Wirecheck_Ruling $ruling ): WP_Error {
		$waits    = Wirecheck_Ruling::WAITING === $ruling->state;
		$sentence = $ruling->sentence;
		if ( $waits ) {
			/* translators: %s: why the service did not answer. */
			$sentence = sprintf( __( 'Not checked, so the live article is as it was. Try again in a minute. %s', 'wirecheck' ), $sentence );
		}
		$data = array(
			'status'    => $waits ? 503 : self::STATUS,
			'wirecheck' => array(
				'state' => $ruling->state,
				'check' => $ruling->answer ? $ruling->answer->text( 'check' ) : '',
				'codes' => $ruling->answer ? $ruling->answer->codes() : array(),
			),
		);
		if ( $before && ! $this->posts->shows( $before ) && 'auto-draft' !== $before->post_status ) {
			$this->record->write( $before->ID, $ruling );
		}
		return new WP_Error( $waits ? 'wirecheck_not_checked' : 'wirecheck_refused', $sentence, $data );
	}

	/**
	 * Returns all columns that the post will have.
	 *
	 * @param array        $asked  The columns that are asked for.
	 * @param WP_Post|null $before The post as it is.
	 */
	private static function columns( array $asked, ?WP_Post $before ): array {
		$new     = array(
			'post_type'     => 'post',
			'post_status'   => 'draft',
			'post_title'    => '',
			'post_content'  => '',
			'post_excerpt'  => '',
			'post_password' => '',
			'post_date_gmt' => '',
			'post_author'   => get_current_user_id(),
		);
		$columns = array_merge( $new, $before ? $before->to_array() : array(), $asked );
		if ( $before && empty( $asked['post_date_gmt'] ) && empty( $asked['edit_date'] ) && in_array( $before->post_status, array( 'draft', 'pending', 'auto-draft' ), true ) && 0 === strpos( $before->post_date_gmt, '0000' ) ) {
			$columns['post_date_gmt'] = '';
		}
		$columns['post_status'] = Wirecheck_Statuses::resulting( $columns['post_status'], (string) $columns['post_date_gmt'], time() );
		foreach ( array( 'post_title', 'post_content', 'post_excerpt' ) as $name ) {
			$columns[ $name ] = wp_unslash( sanitize_post_field( $name, wp_slash( $columns[ $name ] ), $before ? $before->ID : 0, 'db' ) );
		}
		return $columns;
	}

	/**
	 * Returns the words of a file in a request, which WordPress adds to the columns behind the filter.
	 *
	 * @param WP_REST_Request $request The request.
	 */
	private static function words_of_file( $request ): array {
		$words = array();
		foreach ( array( 'caption' => 'post_excerpt', 'description' => 'post_content' ) as $name => $column ) { // phpcs:ignore
			if ( isset( $request[ $name ] ) ) {
				$words[ $column ] = self::raw( $request[ $name ] );
			}
		}
		return $words;
	}

	/**
	 * Returns the meta values that the request stores after the post.
	 *
	 * @param WP_REST_Request $request The request.
	 */
	private static function meta( $request ): array {
		$meta = is_array( $request['meta'] ) ? $request['meta'] : array();
		if ( isset( $request['featured_media'] ) ) {
			$meta['_thumbnail_id'] = (int) $request['featured_media'];
		}
		return $meta;
	}

	/**
	 * Returns what the field is.
	 */
	private static function field(): array {
		return array(
			'schema' => array(
				'description' => __( 'What Wirecheck said of this post.', 'wirecheck' ),
				'type'        => 'object',
				'context'     => array( 'edit' ),
				'readonly'    => true,
			),
		);
	}
}
