<?php
/**
 * The column of the lists of posts.
 *
 * @package Wirecheck
 */

/**
 * Shows in lists what Wirecheck said of each post, and filters by it.
 */
final class Wirecheck_List {

	const COLUMN = 'wirecheck';

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
	 * Adds column and filter.
	 */
	public function show(): void {
		foreach ( $this->posts->types() as $type ) {
			add_filter( "manage_{$type}_posts_columns", array( $this, 'columns' ) );
			add_action( "manage_{$type}_posts_custom_column", array( $this, 'cell' ), 10, 2 );
		}
		add_action( 'restrict_manage_posts', array( $this, 'choice' ) );
		add_action( 'pre_get_posts', array( $this, 'narrow' ) );
	}

	/**
	 * Adds the column.
	 *
	 * @param array $columns Titles by name.
	 */
	public function columns( $columns ) {
		return array_merge( $columns, array( self::COLUMN => __( 'Wirecheck', 'wirecheck' ) ) );
	}

	/**
	 * Prints a cell.
	 *
	 * @param string $column The column.
	 * @param int    $id     The post.
	 */
	public function cell( $column, $id ): void {
		if ( self::COLUMN !== $column ) {
			return;
		}
		$state    = $this->record->state( $id );
		$words    = self::words();
		$sentence = $this->record->sentence( $id );
		printf( '<span class="wirecheck-state">%s</span>', esc_html( isset( $words[ $state ] ) ? $words[ $state ] : '—' ) );
		if ( '' !== $sentence ) {
			printf( '<br><small>%s</small>', esc_html( $sentence ) );
		}
	}

	/**
	 * Prints the filter.
	 *
	 * @param string $type The list's post type.
	 */
	public function choice( $type ): void {
		if ( ! $this->posts->watches( $type ) ) {
			return;
		}
		$chosen = self::chosen();
		printf( '<label class="screen-reader-text" for="wirecheck-state">%s</label>', esc_html__( 'Filter by Wirecheck', 'wirecheck' ) );
		echo '<select name="wirecheck_state" id="wirecheck-state">';
		printf( '<option value="">%s</option>', esc_html__( 'Wirecheck: all', 'wirecheck' ) );
		foreach ( self::words() + array( 'none' => __( 'Never checked', 'wirecheck' ) ) as $state => $word ) {
			printf( '<option value="%s"%s>%s</option>', esc_attr( $state ), selected( $chosen, $state, false ), esc_html( $word ) );
		}
		echo '</select>';
	}

	/**
	 * Narrows a list to the chosen state.
	 *
	 * @param WP_Query $query The list.
	 */
	public function narrow( $query ): void {
		$chosen = is_admin() && $query->is_main_query() ? self::chosen() : '';
		if ( '' === $chosen ) {
			return;
		}
		$wanted = 'none' === $chosen ? array(
			'key'     => Wirecheck_Record::STATE,
			'compare' => 'NOT EXISTS',
		) : array(
			'key'   => Wirecheck_Record::STATE,
			'value' => $chosen,
		);
		$query->set( 'meta_query', array_merge( (array) $query->get( 'meta_query' ), array( $wanted ) ) );
	}

	/**
	 * Returns the states in words.
	 */
	private static function words(): array {
		return array(
			Wirecheck_Ruling::CLEARED   => __( 'Cleared', 'wirecheck' ),
			Wirecheck_Ruling::REFUSED   => __( 'Refused', 'wirecheck' ),
			Wirecheck_Ruling::WAITING   => __( 'Waits for a check', 'wirecheck' ),
			Wirecheck_Ruling::UNCHECKED => __( 'Published unchecked', 'wirecheck' ),
		);
	}

	/**
	 * Returns the state that the list is narrowed to, or nothing.
	 */
	private static function chosen(): string {
		$chosen = isset( $_GET['wirecheck_state'] ) ? sanitize_key( wp_unslash( $_GET['wirecheck_state'] ) ) : ''; // phpcs:ignore -- only read
		return isset( self::words()[ $chosen ] ) || 'none' === $chosen ? $chosen : '';
	}
}
