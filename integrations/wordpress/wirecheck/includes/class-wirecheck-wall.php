<?php
/**
 * The wall: nothing that the service refuses becomes public.
 *
 * @package Wirecheck
 */

/**
 * Stands before every write of a post and behind those that no filter sees.
 *
 * A post that must not go out is stored as pending. An update of a live article that must not go out
 * is not taken: the old text stays live, and the new one is kept as an autosave.
 */
final class Wirecheck_Wall {

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
	 * Rulings before a write whose post is not written yet: array( ruling, wished columns, kept ).
	 *
	 * @var array
	 */
	private $open = array();

	/**
	 * Takes what it needs.
	 *
	 * @param Wirecheck_Posts  $posts  Which posts are watched.
	 * @param Wirecheck_Judge  $judge  Asks the service.
	 * @param Wirecheck_Record $record What is remembered.
	 * @param Wirecheck_Desk   $desk   Tells people.
	 */
	public function __construct( Wirecheck_Posts $posts, Wirecheck_Judge $judge, Wirecheck_Record $record, Wirecheck_Desk $desk ) {
		$this->posts  = $posts;
		$this->judge  = $judge;
		$this->record = $record;
		$this->desk   = $desk;
	}

	/**
	 * Puts the wall up.
	 */
	public function stand(): void {
		add_filter( 'wp_insert_post_data', array( $this, 'before_write' ), PHP_INT_MAX, 2 );
		add_filter( 'wp_insert_attachment_data', array( $this, 'before_write' ), PHP_INT_MAX, 2 );
		add_action( 'add_attachment', array( $this, 'after_file' ), -1000 );
		add_action( 'edit_attachment', array( $this, 'after_file' ), -1000 );
		add_action( 'transition_post_status', array( $this, 'after_write' ), -1000, 3 );
		add_action( 'publish_future_post', array( $this, 'before_due' ), 1 );
		add_action( 'wp_after_insert_post', array( $this, 'after_all' ), 1000, 2 );
		add_filter( 'add_post_metadata', array( $this, 'before_meta' ), 1000, 4 );
		add_filter( 'update_post_metadata', array( $this, 'before_meta' ), 1000, 4 );
		add_filter( 'delete_post_metadata', array( $this, 'before_meta_goes' ), 1000, 3 );
		add_filter( 'update_post_metadata_by_mid', array( $this, 'before_meta_row' ), 1000, 4 );
		add_filter( 'delete_post_metadata_by_mid', array( $this, 'before_meta_row_goes' ), 1000, 2 );
		add_action( 'clean_post_cache', array( $this, 'after_another_type' ), 10, 2 );
	}

	/**
	 * Judges a post before it is written.
	 *
	 * @param array $data    Columns, slashed, with the resulting status.
	 * @param array $postarr What was asked for.
	 * @return array Columns as they may be written.
	 */
	public function before_write( $data, $postarr ) {
		if ( ! $this->posts->watches( $data['post_type'] ) || ! $this->posts->statuses()->goes_out( $data['post_status'] ) ) {
			return $data;
		}
		$columns = wp_unslash( $data );
		$before  = empty( $postarr['ID'] ) ? null : get_post( (int) $postarr['ID'] );
		if ( $before && $this->posts->statuses()->goes_out( $before->post_status ) && $this->posts->shows_nothing_new( $columns, $before ) ) {
			return $data;
		}
		$file = Wirecheck_Posts::FILE === $data['post_type'];
		if ( Wirecheck_File::is_silent( $columns ) ) {
			return $data;
		}
		$ruling = $this->posts->judge( $columns, $before, self::meta_input( $postarr ) );
		$live   = $this->posts->shows( $before );
		if ( ! $ruling->goes() && $live ) {
			$data = array_merge( $data, wp_slash( self::old( $before ) ) );
		} elseif ( ! $ruling->goes() ) {
			$data = array_merge( $data, $file ? Wirecheck_File::wordless( $postarr ) : array( 'post_status' => 'pending' ) );
		}
		$kept = ( $live || $file ) && ! $ruling->goes();

		$this->open[ $before ? $before->ID : self::mark( wp_unslash( $data ) ) ] = compact( 'ruling', 'columns', 'kept' );
		return $data;
	}

	/**
	 * Settles what was judged of a file, for which WordPress announces no change of its status.
	 *
	 * @param int $id The file.
	 */
	public function after_file( $id ): void {
		$post = get_post( $id );
		$this->after_write( $post->post_status, $post->post_status, $post );
	}

	/**
	 * Settles what was judged before the write, and judges what was not.
	 *
	 * @param string  $new_status The status that was written.
	 * @param string  $old_status The status before.
	 * @param WP_Post $post       The post as it is now.
	 */
	public function after_write( $new_status, $old_status, $post ): void {
		if ( ! $this->posts->watches( $post->post_type ) ) {
			return;
		}
		$open   = $this->take( $post );
		$public = $this->posts->statuses();
		if ( null !== $open && ! $open['ruling']->goes() ) {
			if ( ! $open['kept'] && $public->goes_out( $new_status ) ) {
				$this->put_back( $post, $open['ruling'], $new_status, $new_status ); // A filter behind ours gave it the status all the same.
			} else {
				$this->settle_held( $post, $open );
			}
			return;
		}
		if ( $public->is_live( $new_status ) && ( null !== $open || $new_status !== $old_status ) ) {
			$this->settle_live( $post, $open );
		} elseif ( 'future' === $new_status && null !== $open ) {
			$this->record->write( $post->ID, $open['ruling'] );
		} elseif ( ! $public->goes_out( $new_status ) && 'pending' !== $new_status ) {
			$this->record->wait_no_more( $post->ID );
		}
	}

	/**
	 * Judges a scheduled post whose hour has come, before WordPress publishes it.
	 *
	 * @param int|WP_Post $id The post.
	 */
	public function before_due( $id ): void {
		$post = get_post( $id );
		if ( ! $post || 'future' !== $post->post_status || ! $this->posts->watches( $post->post_type ) ) {
			return;
		}
		$post              = clone $post;
		$post->post_status = 'publish';
		$ruling            = $this->posts->judge_stored( $post );
		if ( ! $ruling->goes() ) {
			$this->put_back( $post, $ruling, 'publish', 'future' );
		}
	}

	/**
	 * Judges again what a request has stored beside the text, once all of it is stored.
	 *
	 * @param int     $id   The post.
	 * @param WP_Post $post The post.
	 */
	public function after_all( $id, $post ): void {
		$this->posts->expect_nothing();
		$post = get_post( $id );
		if ( ! $this->posts->shows( $post ) ) {
			return;
		}
		$known = $this->record->read( $post->ID );
		if ( array() === $known || Wirecheck_Ruling::digest_of( $this->posts->stored_fields( $post ) ) === $known['digest'] ) {
			return;
		}
		$this->settle_live( $post, null );
	}

	/**
	 * Judges a live article before a meta value changes that readers see.
	 *
	 * @param mixed  $done  Null: write it.
	 * @param int    $id    The post.
	 * @param string $key   The meta key.
	 * @param mixed  $value The new value, slashed.
	 * @return mixed False: it is not written.
	 */
	public function before_meta( $done, $id, $key, $value ) {
		return null === $done ? $this->judged_meta( (int) $id, array( (string) $key => wp_unslash( $value ) ) ) : $done;
	}

	/**
	 * Judges a live article before a meta value goes, such as its credit.
	 *
	 * @param mixed  $done Null: delete it.
	 * @param int    $id   The post.
	 * @param string $key  The meta key.
	 * @return mixed False: it stays.
	 */
	public function before_meta_goes( $done, $id, $key ) {
		return null === $done ? $this->judged_meta( (int) $id, array( (string) $key => null ) ) : $done;
	}

	/**
	 * Judges a live article before a meta row changes, as the box of custom fields and XML-RPC change it.
	 *
	 * @param mixed        $done  Null: write it.
	 * @param int          $row   The number of the row.
	 * @param mixed        $value The new value.
	 * @param string|false $key   The new key, if it gets one.
	 * @return mixed False: it is not written.
	 */
	public function before_meta_row( $done, $row, $value, $key ) {
		$meta = null === $done ? get_metadata_by_mid( 'post', (int) $row ) : false;
		if ( ! $meta ) {
			return $done;
		}
		$key = is_string( $key ) ? $key : $meta->meta_key;
		return $this->judged_meta( (int) $meta->post_id, array( $key => $value ) + array( $meta->meta_key => null ) );
	}

	/**
	 * Judges a live article before a meta row goes.
	 *
	 * @param mixed $done Null: delete it.
	 * @param int   $row  The number of the row.
	 * @return mixed False: it stays.
	 */
	public function before_meta_row_goes( $done, $row ) {
		$meta = null === $done ? get_metadata_by_mid( 'post', (int) $row ) : false;
		return $meta ? $this->judged_meta( (int) $meta->post_id, array( $meta->meta_key => null ) ) : $done;
	}

	/**
	 * Judges what set_post_type() made public: it writes past every filter, and then clears the cache.
	 *
	 * @param int     $id     The post.
	 * @param WP_Post $before The post as it was in the cache.
	 */
	public function after_another_type( $id, $before ): void {
		if ( isset( $this->open[ $id ] ) || ! $before instanceof WP_Post || $this->posts->watches( $before->post_type ) || ! $this->posts->statuses()->is_live( $before->post_status ) ) {
			return;
		}
		$post = get_post( (int) $id );
		if ( $this->posts->shows( $post ) ) {
			$this->settle_live( $post, null );
		}
	}

	/**
	 * Returns null where meta values may be written, false where they may not.
	 *
	 * @param int   $id   The post.
	 * @param array $meta Values by key; null: it goes.
	 */
	private function judged_meta( int $id, array $meta ) {
		$post = $id > 0 ? get_post( $id ) : null;
		if ( ! $post || ! $this->seen( array_keys( $meta ), $post ) || ! $this->posts->shows( $post ) ) {
			return null;
		}
		$columns = $post->to_array();
		$known   = $this->record->read( $id );
		$fields  = $this->posts->fields( $columns, $id, $meta );
		if ( $fields === $this->posts->stored_fields( $post ) || ( isset( $known['digest'] ) && Wirecheck_Ruling::digest_of( $fields ) === $known['digest'] ) ) {
			return null;
		}
		$ruling = $this->posts->judge( $columns, $post, $meta );
		if ( $ruling->goes() ) {
			$this->record->write( $id, $ruling );
			return null;
		}
		$this->tell_kept( $post, $ruling );
		return false;
	}

	/**
	 * Whether a reader of a post sees one of these meta keys.
	 *
	 * @param string[] $keys The keys.
	 * @param WP_Post  $post The post.
	 */
	private function seen( array $keys, WP_Post $post ): bool {
		foreach ( $keys as $key ) {
			if ( $this->posts->shows_meta( (string) $key, $post->post_content ) ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns what was judged before this post was written, once.
	 *
	 * @param WP_Post $post The post.
	 */
	private function take( WP_Post $post ): ?array {
		foreach ( array( $post->ID, self::mark( $post->to_array() ) ) as $name ) {
			if ( isset( $this->open[ $name ] ) ) {
				$open = $this->open[ $name ];
				unset( $this->open[ $name ] );
				return $open;
			}
		}
		return null;
	}

	/**
	 * Records a post that was held, or an update that was not taken.
	 *
	 * @param WP_Post $post The post.
	 * @param array   $open What was judged.
	 */
	private function settle_held( WP_Post $post, array $open ): void {
		$ruling = $open['ruling'];
		if ( $open['kept'] ) {
			$this->keep_words( $post, $open['columns'] );
			$this->tell_kept( $post, $ruling );
			if ( Wirecheck_Ruling::WAITING === $ruling->state ) {
				$this->record->wait( $post->ID, self::task( $open['columns'], $post ) );
			}
			return;
		}
		$this->record->write( $post->ID, $ruling );
		if ( Wirecheck_Ruling::WAITING === $ruling->state ) {
			$this->record->wait( $post->ID, self::task( $open['columns'] ) );
		}
		$this->desk->held( $post, $ruling->sentence );
	}

	/**
	 * Confirms what went live, and takes back at once what must not.
	 *
	 * @param WP_Post    $post The post.
	 * @param array|null $open What was judged before; null: nothing was.
	 */
	private function settle_live( WP_Post $post, ?array $open ): void {
		$ruling = null === $open ? $this->posts->judge_stored( $post ) : $open['ruling'];
		if ( $ruling->is_nameless() ) {
			$ruling = $this->judge->named( $ruling, $post );
		}
		$ruling = $this->judge->confirm( $ruling );
		if ( ! $ruling->goes() ) {
			$this->put_back( $post, $ruling, $post->post_status, $post->post_status );
			return;
		}
		$this->record->write( $post->ID, $ruling );
		$this->record->went_live( $post->ID );
		if ( Wirecheck_Ruling::UNCHECKED === $ruling->state ) {
			$this->desk->held( $post, $ruling->sentence, true );
		}
	}

	/**
	 * Puts a post back to pending, tells other plugins and the desk.
	 *
	 * @param WP_Post          $post   The post.
	 * @param Wirecheck_Ruling $ruling Why.
	 * @param string           $wished The status that it is to have once it is cleared.
	 * @param string           $now    The status that it has.
	 */
	private function put_back( WP_Post $post, Wirecheck_Ruling $ruling, string $wished, string $now ): void {
		global $wpdb;
		if ( Wirecheck_Posts::FILE === $post->post_type ) {
			Wirecheck_File::take_words( $post );
			$this->tell_kept( $post, $ruling );
			return;
		}
		$wpdb->update( $wpdb->posts, array( 'post_status' => 'pending' ), array( 'ID' => $post->ID ) ); // phpcs:ignore -- wp_update_post would filter the text
		clean_post_cache( $post->ID );
		$post->post_status = 'pending';
		$this->record->write( $post->ID, $ruling );
		if ( Wirecheck_Ruling::WAITING === $ruling->state ) {
			$columns = array_merge( $post->to_array(), array( 'post_status' => $wished ) );
			$this->record->wait( $post->ID, self::task( $columns ) );
		}
		$this->desk->held( $post, $ruling->sentence, true );
		wp_transition_post_status( 'pending', $now, $post );
	}

	/**
	 * Tells that an update of a live article was not taken.
	 *
	 * @param WP_Post          $post   The post.
	 * @param Wirecheck_Ruling $ruling Why.
	 */
	private function tell_kept( WP_Post $post, Wirecheck_Ruling $ruling ): void {
		if ( Wirecheck_Posts::FILE === $post->post_type ) {
			/* translators: %s: why. */
			$sentence = sprintf( __( 'The words about this file were not taken. %s', 'wirecheck' ), $ruling->sentence );
		} else {
			/* translators: %s: why. */
			$sentence = sprintf( __( 'The update was not taken, and the live article is as it was. %s', 'wirecheck' ), $ruling->sentence );
		}
		$this->record->keep( $post->ID, $sentence );
		$this->desk->held( $post, $sentence );
	}

	/**
	 * Keeps the words of an update that was not taken as an autosave, which the editor offers.
	 *
	 * @param WP_Post $post    The post.
	 * @param array   $columns The wished columns.
	 */
	private function keep_words( WP_Post $post, array $columns ): void {
		if ( post_type_supports( $post->post_type, 'revisions' ) ) {
			$words = array_intersect_key( $columns, array_flip( array( 'post_title', 'post_content', 'post_excerpt' ) ) );
			$now   = array(
				'post_modified'     => current_time( 'mysql' ),
				'post_modified_gmt' => current_time( 'mysql', true ),
			);
			$mine  = wp_get_post_autosave( $post->ID, get_current_user_id() );
			if ( $mine ) {
				wp_delete_post_revision( $mine->ID );
			}
			_wp_put_post_revision( array_merge( $post->to_array(), $words, $now ), true );
		}
	}

	/**
	 * Returns what is to be done once there is a verdict.
	 *
	 * @param array        $columns The wished columns.
	 * @param WP_Post|null $live    The article as it is, if its update was not taken.
	 */
	private static function task( array $columns, ?WP_Post $live = null ): array {
		$task = array(
			'status'   => $columns['post_status'],
			'date'     => $columns['post_date'],
			'date_gmt' => $columns['post_date_gmt'],
			'tries'    => 0,
			'due'      => time(),
		);
		if ( $live ) {
			$task['modified_gmt'] = $live->post_modified_gmt;
			$task['columns']      = array_intersect_key( $columns, array_flip( array( 'post_title', 'post_content', 'post_excerpt', 'post_password' ) ) );
		}
		return $task;
	}

	/**
	 * Returns the columns of a live article that stay as they are.
	 *
	 * @param WP_Post $before The article.
	 */
	private static function old( WP_Post $before ): array {
		$names = array( 'post_title', 'post_content', 'post_excerpt', 'post_content_filtered', 'post_status', 'post_author', 'post_password', 'post_name', 'post_date', 'post_date_gmt', 'post_modified', 'post_modified_gmt' );
		return array_intersect_key( $before->to_array(), array_flip( $names ) );
	}

	/**
	 * Returns a name for a post that has no number yet.
	 *
	 * @param array $columns Its columns.
	 */
	private static function mark( array $columns ): string {
		return 'new:' . md5( $columns['post_type'] . "\n" . $columns['post_title'] . "\n" . $columns['post_content'] );
	}

	/**
	 * Returns the meta values that wp_insert_post() is about to store.
	 *
	 * @param array $postarr What was asked for.
	 */
	private static function meta_input( array $postarr ): array {
		return isset( $postarr['meta_input'] ) && is_array( $postarr['meta_input'] ) ? wp_unslash( $postarr['meta_input'] ) : array();
	}
}
