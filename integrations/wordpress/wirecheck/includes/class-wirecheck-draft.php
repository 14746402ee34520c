<?php
/**
 * A post as the service reads it.
 *
 * @package Wirecheck
 */

/**
 * Makes the fields that are sent from a post: what a reader of the site would see of it.
 */
final class Wirecheck_Draft {

	/** Blocks that show other posts, which have checks of their own. */
	const OTHERS = array( 'core/latest-posts', 'core/latest-comments', 'core/rss', 'core/archives', 'core/calendar', 'core/categories', 'core/page-list', 'core/tag-cloud', 'core/post-content' );

	/** Blocks that show other posts, with words of this one around and between them. */
	const AROUND_OTHERS = array( 'core/query', 'core/post-template', 'core/query-no-results', 'core/comments', 'core/comment-template', 'core/navigation' );

	/** Fields that a meta key may be mapped to, and whether there may be many. */
	const FIELDS = array(
		'title'    => false,
		'subtitle' => false,
		'byline'   => false,
		'lead'     => false,
		'body'     => false,
		'captions' => true,
		'credits'  => true,
		'footer'   => false,
	);

	/**
	 * The settings.
	 *
	 * @var Wirecheck_Settings
	 */
	private $settings;

	/**
	 * Takes the settings.
	 *
	 * @param Wirecheck_Settings $settings Of the site.
	 */
	public function __construct( Wirecheck_Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Returns the fields of a post.
	 *
	 * @param array $post Columns of the post, unslashed.
	 * @param int   $id   The post; 0: not stored yet.
	 * @param array $meta Values of meta keys that are about to be stored; null: about to be deleted.
	 * @return array Fields as the service takes them.
	 */
	public function fields( array $post, int $id, array $meta = array() ): array {
		if ( Wirecheck_File::is_silent( $post ) ) {
			return array();
		}
		$author = empty( $post['post_author'] ) ? false : get_userdata( (int) $post['post_author'] );
		$fields = array(
			'title'     => isset( $post['post_title'] ) ? wp_strip_all_tags( $post['post_title'] ) : '',
			'lead'      => isset( $post['post_excerpt'] ) ? wp_strip_all_tags( $post['post_excerpt'] ) : '',
			'byline'    => $author ? $author->display_name : '',
			'body_html' => $this->shown( $post, $id, $meta ),
			'captions'  => array_filter( array( $this->thumbnail( $id, $meta ) ) ),
		);
		foreach ( $this->mapped() as $key => $field ) {
			$fields = self::with( $fields, $field, $this->meta( $key, $id, $meta ) );
		}
		/**
		 * Changes what is sent of a post.
		 *
		 * @param array $fields The fields.
		 * @param array $post   Columns of the post.
		 * @param int   $id     The post; 0: not stored yet.
		 */
		$fields = apply_filters( 'wirecheck_fields', $fields, $post, $id );
		return array_map( array( __CLASS__, 'tidy' ), array_filter( $fields, 'wirecheck_is_given' ) );
	}

	/**
	 * Returns the meta keys that hold text which is shown.
	 *
	 * @return array Fields by meta key.
	 */
	public function mapped(): array {
		return array_intersect( $this->settings->map( 'meta_fields' ), array_keys( self::FIELDS ) );
	}

	/**
	 * Whether a change of this meta key changes what a reader sees.
	 *
	 * @param string $key     The meta key.
	 * @param string $content The text of the post, whose blocks and shortcodes may show the key.
	 */
	public function shows( string $key, string $content ): bool {
		return '_thumbnail_id' === $key || isset( $this->mapped()[ $key ] ) || self::names( $key, $content );
	}

	/**
	 * Whether a block or a shortcode of a text shows a meta key: footnotes, a binding, a field's name.
	 *
	 * @param string $key     The meta key.
	 * @param string $content The text.
	 */
	private static function names( string $key, string $content ): bool {
		if ( 'footnotes' === $key ) {
			return has_block( 'core/footnotes', $content );
		}
		return 1 === preg_match( '/["\'=]' . preg_quote( $key, '/' ) . '["\'\s\]]/', $content );
	}

	/**
	 * Returns fields with a text more.
	 *
	 * @param array    $fields The fields.
	 * @param string   $field  Where it goes.
	 * @param string[] $texts  The texts.
	 */
	private static function with( array $fields, string $field, array $texts ): array {
		if ( array() === $texts ) {
			return $fields;
		}
		if ( self::FIELDS[ $field ] ) {
			$fields[ $field ] = array_merge( isset( $fields[ $field ] ) ? $fields[ $field ] : array(), $texts );
		} else {
			$before           = isset( $fields[ $field ] ) && '' !== $fields[ $field ] ? array( $fields[ $field ] ) : array();
			$fields[ $field ] = implode( "\n\n", array_merge( $before, $texts ) );
		}
		return $fields;
	}

	/**
	 * Returns the texts under a meta key.
	 *
	 * @param string $key  The key.
	 * @param int    $id   The post.
	 * @param array  $meta Values that are about to be stored.
	 * @return string[]
	 */
	private function meta( string $key, int $id, array $meta ): array {
		if ( array_key_exists( $key, $meta ) ) {
			$values = null === $meta[ $key ] ? array() : array( $meta[ $key ] );
		} else {
			$values = $id ? get_post_meta( $id, $key, false ) : array();
		}
		$texts = array();
		array_walk_recursive(
			$values,
			function ( $value ) use ( &$texts ) {
				$texts = array_merge( $texts, self::texts( $value ) );
			}
		);
		return $texts;
	}

	/**
	 * Returns the texts of a value: itself, or the phrases in it where a page builder keeps JSON.
	 *
	 * @param mixed $value The value.
	 * @return string[]
	 */
	private static function texts( $value ): array {
		if ( ! is_string( $value ) ) {
			return array();
		}
		$inner = '' !== $value && ( '[' === $value[0] || '{' === $value[0] ) ? json_decode( $value, true ) : null;
		if ( ! is_array( $inner ) ) {
			$text = trim( wp_strip_all_tags( $value ) );
			return '' === $text ? array() : array( $text );
		}
		$texts = array();
		array_walk_recursive(
			$inner,
			function ( $one ) use ( &$texts ) {
				if ( is_string( $one ) && false !== strpos( trim( $one ), ' ' ) ) {
					$texts[] = trim( wp_strip_all_tags( preg_replace( '#</(?:p|div|h\d|li|blockquote)>#i', "$0\n\n", $one ) ) );
				}
			}
		);
		return array_values( array_filter( $texts ) );
	}

	/**
	 * Returns the caption of the featured picture.
	 *
	 * @param int   $id   The post.
	 * @param array $meta Values that are about to be stored.
	 */
	private function thumbnail( int $id, array $meta ): string {
		$picture = array_key_exists( '_thumbnail_id', $meta ) ? (int) $meta['_thumbnail_id'] : ( $id ? (int) get_post_thumbnail_id( $id ) : 0 );
		return $picture ? (string) wp_get_attachment_caption( $picture ) : '';
	}

	/**
	 * Returns the body as HTML, with blocks, patterns and shortcodes rendered.
	 *
	 * @param array $post Columns of the post.
	 * @param int   $id   The post.
	 * @param array $meta Values that are about to be stored.
	 */
	private function shown( array $post, int $id, array $meta ): string {
		$content = isset( $post['post_content'] ) ? $post['post_content'] : '';
		if ( '' === trim( $content ) ) {
			return '';
		}
		$before          = isset( $GLOBALS['post'] ) ? $GLOBALS['post'] : null;
		$GLOBALS['post'] = new WP_Post( (object) array_merge( $post, array( 'ID' => $id ) ) ); // phpcs:ignore -- put back below
		$coming          = self::reader( $id, $meta );
		add_filter( 'pre_render_block', array( __CLASS__, 'without_others' ), 10, 2 );
		add_filter( 'get_post_metadata', $coming, PHP_INT_MAX, 3 );
		$html = has_blocks( $content ) ? do_blocks( $content ) : wpautop( $content );
		$html = do_shortcode( shortcode_unautop( $html ) );
		$html = Wirecheck_Hidden::with( $html, $content );
		remove_filter( 'get_post_metadata', $coming, PHP_INT_MAX );
		remove_filter( 'pre_render_block', array( __CLASS__, 'without_others' ), 10 );
		$GLOBALS['post'] = $before; // phpcs:ignore -- as it was
		/**
		 * Changes the HTML that is checked, for page builders that keep their text elsewhere.
		 *
		 * @param string $html The HTML.
		 * @param array  $post Columns of the post.
		 * @param int    $id   The post; 0: not stored yet.
		 */
		return apply_filters( 'wirecheck_body_html', $html, $post, $id );
	}

	/**
	 * Returns a filter by which blocks read values that are about to be stored.
	 *
	 * @param int   $id   The post.
	 * @param array $meta The values; null: about to be deleted.
	 */
	private static function reader( int $id, array $meta ): callable {
		return function ( $value, $post, $key ) use ( $id, $meta ) {
			return (int) $post === $id && array_key_exists( $key, $meta ) ? array( null === $meta[ $key ] ? '' : $meta[ $key ] ) : $value;
		};
	}

	/**
	 * Leaves out what blocks show of other posts.
	 *
	 * @param string|null $shown The block so far.
	 * @param array       $block The block.
	 */
	public static function without_others( $shown, $block ) {
		if ( in_array( $block['blockName'], self::AROUND_OTHERS, true ) ) {
			return self::own_words( $block );
		}
		return in_array( $block['blockName'], self::OTHERS, true ) ? '' : $shown;
	}

	/**
	 * Returns a block as it stands in the post, once, whatever it is repeated for.
	 *
	 * @param array $block The block.
	 */
	private static function own_words( array $block ): string {
		$html = '';
		$next = 0;
		foreach ( $block['innerContent'] as $part ) {
			$html .= is_string( $part ) ? $part : render_block( $block['innerBlocks'][ $next++ ] );
		}
		return $html;
	}

	/**
	 * Returns a field as it is sent.
	 *
	 * @param mixed $value The value.
	 */
	private static function tidy( $value ) {
		return is_array( $value ) ? array_values( $value ) : $value;
	}
}
