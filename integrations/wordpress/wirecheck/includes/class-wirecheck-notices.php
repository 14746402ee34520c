<?php
/**
 * Notices in the admin pages.
 *
 * @package Wirecheck
 */

/**
 * Says why a post was held where its author looks: classic editor, lists, bulk edit and quick edit.
 */
final class Wirecheck_Notices {

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
	 * The settings.
	 *
	 * @var Wirecheck_Settings
	 */
	private $settings;

	/**
	 * Takes what it needs.
	 *
	 * @param Wirecheck_Settings $settings Of the site.
	 * @param Wirecheck_Posts    $posts    Which posts are watched.
	 * @param Wirecheck_Record   $record   What is remembered.
	 */
	public function __construct( Wirecheck_Settings $settings, Wirecheck_Posts $posts, Wirecheck_Record $record ) {
		$this->settings = $settings;
		$this->posts    = $posts;
		$this->record   = $record;
	}

	/**
	 * Shows notices from now on.
	 */
	public function show(): void {
		add_action( 'admin_notices', array( $this, 'of_this_post' ) );
		add_action( 'admin_notices', array( $this, 'of_posts' ) );
		add_action( 'admin_notices', array( $this, 'of_the_site' ) );
		add_action( 'wp_ajax_inline-save', array( $this, 'quick_edit' ), 0 );
	}

	/**
	 * Shows on the page of a post what is known of it; the block editor's panel says it by itself.
	 */
	public function of_this_post(): void {
		$screen = get_current_screen();
		$id     = isset( $_GET['post'] ) ? absint( $_GET['post'] ) : 0; // phpcs:ignore -- only read
		if ( ! $screen || 'post' !== $screen->base || ! $id || $screen->is_block_editor() || ! current_user_can( 'edit_post', $id ) ) {
			return;
		}
		self::print_notice( $this->record->sentence( $id ) );
		delete_transient( Wirecheck_Desk::NOTICES . get_current_user_id() );
	}

	/**
	 * Shows once what became of the posts of the last request.
	 */
	public function of_posts(): void {
		$screen = get_current_screen();
		if ( $screen && $screen->is_block_editor() ) {
			return;
		}
		$lines = array();
		foreach ( Wirecheck_Desk::notices( get_current_user_id() ) as $id => $sentence ) {
			if ( ! is_int( $id ) ) {
				$lines[] = esc_html( $sentence );
			} elseif ( current_user_can( 'edit_post', $id ) ) {
				$lines[] = sprintf( '<a href="%s">%s</a>: %s', esc_url( get_edit_post_link( $id, 'raw' ) ), esc_html( get_the_title( $id ) ), esc_html( $sentence ) );
			}
		}
		if ( array() !== $lines ) {
			printf( '<div class="notice notice-error wirecheck-notice"><p>%s</p></div>', wp_kses_post( implode( '<br>', $lines ) ) );
		}
	}

	/**
	 * Says that nothing is checked as long as nobody can be asked.
	 */
	public function of_the_site(): void {
		if ( ! $this->settings->is_set_up() && current_user_can( 'manage_options' ) ) {
			$link = sprintf( '<a href="%s">%s</a>', esc_url( admin_url( 'options-general.php?page=wirecheck' ) ), esc_html__( 'Enter its address', 'wirecheck' ) );
			printf( '<div class="notice notice-warning wirecheck-notice"><p>%s %s</p></div>', esc_html__( 'Wirecheck does not know its service yet, so nothing is checked.', 'wirecheck' ), wp_kses_post( $link ) );
		}
	}

	/**
	 * Answers quick edit with the sentence: its script shows any answer that is no row as an error.
	 */
	public function quick_edit(): void {
		if ( ! isset( $_POST['post_ID'], $_POST['_status'] ) || ! check_ajax_referer( 'inlineeditnonce', '_inline_edit', false ) ) {
			return; // WordPress answers that itself.
		}
		$before = get_post( absint( $_POST['post_ID'] ) );
		if ( ! $before || ! $this->posts->watches( $before->post_type ) || ! current_user_can( 'edit_post', $before->ID ) ) {
			return;
		}
		$columns = self::quick_columns( $before, wp_unslash( $_POST ) );
		if ( ! $this->posts->statuses()->goes_out( $columns['post_status'] ) ) {
			return;
		}
		if ( $this->posts->statuses()->goes_out( $before->post_status ) && $this->posts->shows_nothing_new( $columns, $before ) ) {
			return;
		}
		$ruling = $this->posts->judge( $columns, $before );
		$live   = $this->posts->statuses()->is_live( $before->post_status );
		if ( $ruling->goes() || ( Wirecheck_Ruling::WAITING === $ruling->state && ! $live ) ) {
			return;
		}
		if ( $live ) {
			$this->record->keep( $before->ID, $ruling->sentence );
		} else {
			$this->record->write( $before->ID, $ruling );
		}
		wp_die( esc_html( $ruling->sentence ) );
	}

	/**
	 * Returns the columns that quick edit asks for.
	 *
	 * @param WP_Post $before The post as it is.
	 * @param array   $asked  What was sent, unslashed.
	 */
	private static function quick_columns( WP_Post $before, array $asked ): array {
		$columns = $before->to_array();
		$status  = ! empty( $asked['keep_private'] ) && 'private' === $asked['keep_private'] ? 'private' : sanitize_key( $asked['_status'] );
		if ( isset( $asked['post_title'] ) ) {
			$columns['post_title'] = sanitize_text_field( $asked['post_title'] );
		}
		$columns['post_password'] = isset( $asked['post_password'] ) ? sanitize_text_field( $asked['post_password'] ) : '';
		if ( isset( $asked['post_author'] ) && current_user_can( 'edit_others_posts' ) ) {
			$columns['post_author'] = absint( $asked['post_author'] );
		}
		if ( isset( $asked['aa'], $asked['mm'], $asked['jj'], $asked['hh'], $asked['mn'] ) ) {
			$date                     = sprintf( '%04d-%02d-%02d %02d:%02d:%02d', $asked['aa'], $asked['mm'], $asked['jj'], $asked['hh'], $asked['mn'], isset( $asked['ss'] ) ? $asked['ss'] : 0 );
			$columns['post_date_gmt'] = get_gmt_from_date( $date );
		}
		$columns['post_status'] = Wirecheck_Statuses::resulting( $status, (string) $columns['post_date_gmt'], time() );
		return $columns;
	}

	/**
	 * Prints a notice.
	 *
	 * @param string $sentence What it says; nothing: it is not printed.
	 */
	private static function print_notice( string $sentence ): void {
		if ( '' !== $sentence ) {
			printf( '<div class="notice notice-error wirecheck-notice"><p>%s</p></div>', esc_html( $sentence ) );
		}
	}
}
