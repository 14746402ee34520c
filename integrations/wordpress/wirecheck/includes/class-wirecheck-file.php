<?php
/**
 * Files of the media library.
 *
 * @package Wirecheck
 */

/**
 * A file is never held, since its people need it; the words about it are: its caption and its description,
 * which are read on a page of the file and over REST.
 */
final class Wirecheck_File {

	/** Characters (bytes) of a title that is a name and no text. */
	const NAME = 120;

	/** Types whose title is a name as a rule: files, and entries of a classic menu. */
	const NAMED = array( Wirecheck_Posts::FILE, 'nav_menu_item' );

	/** The same for the database. */
	const SILENT = "post_type IN ('attachment', 'nav_menu_item') AND post_content = '' AND post_excerpt = '' AND LENGTH(post_title) <= 120";

	/** Words that were taken from a file, so that somebody can put them back. */
	const TAKEN = '_wirecheck_words';

	/**
	 * Whether a file, or an entry of a menu, says nothing beside its name.
	 *
	 * @param array $post Columns of a post, unslashed.
	 */
	public static function is_silent( array $post ): bool {
		return in_array( $post['post_type'], self::NAMED, true ) && '' === trim( $post['post_content'] . $post['post_excerpt'] ) && strlen( $post['post_title'] ) <= self::NAME;
	}

	/**
	 * Returns what is stored of a new file whose words must not go out.
	 *
	 * @param array $postarr What was asked for.
	 */
	public static function wordless( array $postarr ): array {
		$path = isset( $postarr['file'] ) ? (string) $postarr['file'] : '';
		return array(
			'post_title'   => wp_slash( pathinfo( $path, PATHINFO_FILENAME ) ),
			'post_content' => '',
			'post_excerpt' => '',
		);
	}

	/**
	 * Takes the words from a file, and keeps them where no reader sees them.
	 *
	 * @param WP_Post $post The file.
	 */
	public static function take_words( WP_Post $post ): void {
		global $wpdb;
		$words = array_intersect_key( $post->to_array(), array_flip( array( 'post_title', 'post_content', 'post_excerpt' ) ) );
		update_post_meta( $post->ID, self::TAKEN, wp_slash( $words ) );
		$left = wp_unslash( self::wordless( array( 'file' => get_attached_file( $post->ID, true ) ) ) );
		$wpdb->update( $wpdb->posts, $left, array( 'ID' => $post->ID ) ); // phpcs:ignore -- wp_update_post would ask again
		clean_post_cache( $post->ID );
	}
}
