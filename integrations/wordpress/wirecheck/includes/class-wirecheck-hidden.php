<?php
/**
 * Words of a post that are not shown to everybody.
 *
 * @package Wirecheck
 */

/**
 * Finds the words of a post that its rendering leaves out, such as a shortcode's for members alone: whoever
 * saves a post is another reader than those who come to it, and a program or cron is none.
 */
final class Wirecheck_Hidden {

	/** Words of a paragraph from which on it is one, and not a name or a label. */
	const WORDS = 5;

	/** Elements whose text nobody reads. */
	const CODE = '#<(script|style|template)\b.*?</\1>#is';

	/** Where a text is cut: comments (of blocks too), shortcodes, elements that begin a line of their own. */
	const CUTS = '#<!--.*?-->|\[/?[a-zA-Z][^\[\]]*\]|</?(?:p|div|section|article|figure|figcaption|blockquote|h[1-6]|ul|ol|li|dl|dt|dd|table|tr|td|th|br|hr|pre|details|summary)\b[^>]*>|\n\s*\n#is';

	/**
	 * Returns HTML with the paragraphs that stand in a post and not in its rendering.
	 *
	 * @param string $html    The rendering.
	 * @param string $content The post's own text.
	 */
	public static function with( string $html, string $content ): string {
		$shown = self::plain( $html );
		foreach ( preg_split( self::CUTS, preg_replace( self::CODE, '', $content ) ) as $part ) {
			$words = self::plain( $part );
			if ( substr_count( $words, ' ' ) >= self::WORDS - 1 && false === strpos( $shown, $words ) ) {
				$html .= '<p>' . esc_html( trim( html_entity_decode( wp_strip_all_tags( $part ), ENT_QUOTES ) ) ) . "</p>\n";
			}
		}
		return $html;
	}

	/**
	 * Returns the letters and digits of HTML with single spaces between the words.
	 *
	 * @param string $html The HTML.
	 */
	private static function plain( string $html ): string {
		$text = html_entity_decode( wp_strip_all_tags( preg_replace( self::CUTS, ' ', preg_replace( self::CODE, '', $html ) ) ), ENT_QUOTES );
		return trim( (string) preg_replace( '/[^\p{L}\p{N}]+/u', ' ', $text ) );
	}
}
