<?php
/**
 * Which posts are watched, and how a post is judged.
 *
 * @package Wirecheck
 */

/**
 * Knows the post types and statuses that count, and judges posts and changes of posts.
 */
final class Wirecheck_Posts {

	/** Types that are not public but whose text is shown within others. */
	const SHOWN_WITHIN = array( 'wp_block', 'wp_template', 'wp_template_part', 'wp_navigation', 'nav_menu_item' );

	/** Files, whose captions and descriptions have a page of their own and are shown by REST. */
	const FILE = 'attachment';

	/** A status that WordPress's own REST API shows to everybody, though it is not called public. */
	const READABLE = 'inherit';

	/** Columns whose change can change what a reader sees. */
	const COLUMNS = array( 'post_title', 'post_content', 'post_excerpt', 'post_author' );

	/**
	 * Makes fields.
	 *
	 * @var Wirecheck_Draft
	 */
	private $draft;

	/**
	 * Asks the service.
	 *
	 * @var Wirecheck_Judge
	 */
	private $judge;

	/**
	 * The settings.
	 *
	 * @var Wirecheck_Settings
	 */
	private $settings;

	/**
	 * What is remembered.
	 *
	 * @var Wirecheck_Record
	 */
	private $record;

	/**
	 * Meta values that a REST request is about to store, by post.
	 *
	 * @var array
	 */
	private $coming = array();

	/**
	 * Takes what it needs.
	 *
	 * @param Wirecheck_Settings $settings Of the site.
	 * @param Wirecheck_Draft    $draft    Makes fields.
	 * @param Wirecheck_Judge    $judge    Asks the service.
	 * @param Wirecheck_Record   $record   What is remembered.
	 */
	public function __construct( Wirecheck_Settings $settings, Wirecheck_Draft $draft, Wirecheck_Judge $judge, Wirecheck_Record $record ) {
		$this->record   = $record;
		$this->settings = $settings;
		$this->draft    = $draft;
		$this->judge    = $judge;
	}

	/**
	 * Returns the post types that are watched.
	 *
	 * @return string[]
	 */
	public function types(): array {
		$types = array_merge(
			get_post_types( array( 'public' => true ) ),
			get_post_types( array( 'publicly_queryable' => true ) ),
			get_post_types( array( 'show_in_rest' => true, '_builtin' => false ) ), // phpcs:ignore -- REST shows what is published of them
			self::SHOWN_WITHIN
		);
		/**
		 * Changes which post types are watched.
		 *
		 * @param string[] $types Names of post types.
		 */
		return apply_filters( 'wirecheck_post_types', array_values( array_unique( $types ) ) );
	}

	/**
	 * Whether posts of a type are watched, and there is somebody to ask.
	 *
	 * @param string $type The type.
	 */
	public function watches( string $type ): bool {
		return $this->settings->is_set_up() && in_array( $type, $this->types(), true );
	}

	/**
	 * Returns the statuses that count as published.
	 */
	public function statuses(): Wirecheck_Statuses {
		$public = array_merge( array_values( get_post_stati( array( 'public' => true ) ) ), array( self::READABLE ) );
		if ( '1' === $this->settings->get( 'private' ) ) {
			$public = array_merge( $public, array_values( get_post_stati( array( 'private' => true ) ) ) );
		}
		/**
		 * Changes which statuses count as published.
		 *
		 * @param string[] $public Names of statuses.
		 */
		return new Wirecheck_Statuses( apply_filters( 'wirecheck_public_statuses', array_values( array_unique( $public ) ) ) );
	}

	/**
	 * Whether a change of this meta key changes what a reader sees.
	 *
	 * @param string $key     The meta key.
	 * @param string $content The text of the post.
	 */
	public function shows_meta( string $key, string $content ): bool {
		return $this->draft->shows( $key, $content );
	}

	/**
	 * Remembers meta values that are about to be stored with a post.
	 *
	 * @param int    $id      The post; 0: a new one.
	 * @param array  $meta    Values by key.
	 * @param string $content The text of the post.
	 */
	public function expect( int $id, array $meta, string $content ): void {
		$this->coming[ $id ] = array_filter(
			$meta,
			function ( $key ) use ( $content ) {
				return $this->draft->shows( (string) $key, $content );
			},
			ARRAY_FILTER_USE_KEY
		);
	}

	/**
	 * Forgets what was about to be stored.
	 */
	public function expect_nothing(): void {
		$this->coming = array();
	}

	/**
	 * Returns the fields of a post or of what is about to become of it.
	 *
	 * @param array $columns Columns, unslashed.
	 * @param int   $id      The post; 0: not stored yet.
	 * @param array $meta    Values that are about to be stored.
	 */
	public function fields( array $columns, int $id, array $meta = array() ): array {
		$coming = isset( $this->coming[ $id ] ) ? $this->coming[ $id ] : array();
		return $this->draft->fields( $columns, $id, array_merge( $coming, $meta ) );
	}

	/**
	 * Returns the fields of a post as it is stored now.
	 *
	 * @param WP_Post $post The post.
	 */
	public function stored_fields( WP_Post $post ): array {
		return $this->draft->fields( $post->to_array(), $post->ID );
	}

	/**
	 * Judges what is about to be written.
	 *
	 * @param array        $columns Columns with the resulting status, unslashed.
	 * @param WP_Post|null $before  The post as it is; null: a new one.
	 * @param array        $meta    Values that are about to be stored.
	 * @param bool         $shown   Whether the answer is shown beside the text.
	 */
	public function judge( array $columns, ?WP_Post $before, array $meta = array(), bool $shown = false ): Wirecheck_Ruling {
		$id     = $before ? $before->ID : 0;
		$fields = $this->fields( $columns, $id, $meta );
		return $this->judge->judge( $fields, $this->about( $columns, $before, $fields ) + array( 'shown' => $shown ) );
	}

	/**
	 * Judges a post as it is stored, for going out now.
	 *
	 * @param WP_Post $post  The post.
	 * @param bool    $whole Whether the check may take its time.
	 */
	public function judge_stored( WP_Post $post, bool $whole = false ): Wirecheck_Ruling {
		$columns = $post->to_array();
		$fields  = $this->fields( $columns, $post->ID );
		return $this->judge->judge( $fields, $this->about( $columns, $post, $fields ), $whole );
	}

	/**
	 * Whether a reader finds a post now.
	 *
	 * @param WP_Post|null $post The post.
	 */
	public function shows( ?WP_Post $post ): bool {
		return $post && $this->watches( $post->post_type ) && $this->statuses()->is_live( $post->post_status );
	}

	/**
	 * Whether what is about to be written shows a reader nothing new.
	 *
	 * @param array   $columns Columns with the resulting status, unslashed.
	 * @param WP_Post $before  The post as it is.
	 */
	public function shows_nothing_new( array $columns, WP_Post $before ): bool {
		if ( $columns['post_type'] !== $before->post_type || $columns['post_status'] !== $before->post_status || $columns['post_password'] !== $before->post_password ) {
			return false;
		}
		if ( 'future' === $before->post_status && $columns['post_date_gmt'] !== $before->post_date_gmt ) {
			return false;
		}
		$same = isset( $this->coming[ $before->ID ] ) ? array() === $this->coming[ $before->ID ] : true;
		foreach ( self::COLUMNS as $name ) {
			$same = $same && (string) $columns[ $name ] === (string) $before->$name;
		}
		return $same || $this->fields( $columns, $before->ID ) === $this->stored_fields( $before );
	}

	/**
	 * Returns what the judge has to know beside the text.
	 *
	 * @param array        $columns Columns.
	 * @param WP_Post|null $before  The post as it is.
	 * @param array        $fields  What is sent of it.
	 */
	private function about( array $columns, ?WP_Post $before, array $fields ): array {
		return array(
			'id'         => $before ? $before->ID : 0,
			'type'       => $columns['post_type'],
			'status'     => $columns['post_status'],
			'date_gmt'   => (string) $columns['post_date_gmt'],
			'live_since' => $before ? $this->live_since( $before->ID, $fields ) : 0,
		);
	}

	/**
	 * Returns since when a post has been live, as the site knows for sure; 0: it does not.
	 *
	 * The service knows all texts that a post has had since its first check. Of an older post it knows
	 * none, and its date says nothing of words that are new in it.
	 *
	 * @param int   $id     The post.
	 * @param array $fields What is sent of it.
	 */
	private function live_since( int $id, array $fields ): int {
		$known = $this->record->live_since( $id );
		$post  = get_post( $id ); // As it is stored: the caller's may have the status that it is to get.
		if ( $known || ! $post || ! $this->statuses()->is_live( $post->post_status ) || ! Wirecheck_Sweep::is_older( $post ) || $this->stored_fields( $post ) !== $fields ) {
			return $known;
		}
		return max( 0, (int) strtotime( $post->post_date_gmt . ' UTC' ) );
	}
}
