<?php
/**
 * The round through all that is live.
 *
 * @package Wirecheck
 */

/**
 * Finds what is live without a valid check, whatever way it went, and checks it.
 */
final class Wirecheck_Sweep {

	const HOOK = 'wirecheck_sweep';

	/** The post that the round has come to. */
	const CURSOR = 'wirecheck_sweep_at';

	/** When the plugin came to this site, and after which post; what is older and unknown is never taken down. */
	const SINCE = 'wirecheck_since';

	const MANY = 100;

	const SECONDS = 40;

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
	 * Acts on live articles.
	 *
	 * @var Wirecheck_Live
	 */
	private $live;

	/**
	 * Takes what it needs.
	 *
	 * @param Wirecheck_Posts  $posts  Which posts are watched.
	 * @param Wirecheck_Judge  $judge  Asks the service.
	 * @param Wirecheck_Record $record What is remembered.
	 * @param Wirecheck_Live   $live   Acts on live articles.
	 */
	public function __construct( Wirecheck_Posts $posts, Wirecheck_Judge $judge, Wirecheck_Record $record, Wirecheck_Live $live ) {
		$this->posts  = $posts;
		$this->judge  = $judge;
		$this->record = $record;
		$this->live   = $live;
	}

	/**
	 * Goes on with the round in cron; the rest follows a minute later.
	 */
	public function run(): void {
		$this->judge->forget();
		$end = time() + self::SECONDS;
		$at  = (int) get_option( self::CURSOR, 0 );
		do {
			$posts = $this->after( $at );
			$more  = self::MANY === count( $posts );
			foreach ( $posts as $post ) {
				$this->one( $post );
				if ( $this->judge->is_down() ) {
					return; // The next round begins where this one ended.
				}
				$at = $post->ID;
				update_option( self::CURSOR, $at, false );
				if ( time() > $end ) {
					wp_schedule_single_event( time() + MINUTE_IN_SECONDS, self::HOOK );
					return;
				}
			}
		} while ( $more );
		update_option( self::CURSOR, 0, false );
	}

	/**
	 * Goes through everything at once, for the command line.
	 *
	 * @param callable|null $told Is given each post and what became of it.
	 * @return int[] How many posts came to which end.
	 */
	public function all( ?callable $told = null ): array {
		$this->judge->forget();
		$ended = array();
		$at    = 0;
		do {
			$posts = $this->after( $at );
			$more  = self::MANY === count( $posts );
			foreach ( $posts as $post ) {
				$what           = $this->one( $post );
				$ended[ $what ] = ( isset( $ended[ $what ] ) ? $ended[ $what ] : 0 ) + 1;
				$at             = $post->ID;
				if ( null !== $told ) {
					call_user_func( $told, $post, $what );
				}
			}
		} while ( $more );
		return $ended;
	}

	/**
	 * Looks at one live article.
	 *
	 * @param WP_Post $post The article.
	 * @return string `valid`, or as in Wirecheck_Live::look().
	 */
	public function one( WP_Post $post ): string {
		$known = $this->record->read( $post->ID );
		if ( $this->is_valid( $post, $known ) ) {
			return 'valid';
		}
		if ( $this->judge->is_down() ) {
			return 'unchecked'; // What is known of it stays known.
		}
		return $this->live->look( $post, array() !== $known || ! self::is_older( $post ), __( 'Found by the daily round.', 'wirecheck' ) );
	}

	/**
	 * Whether an article has a check of this very text that still holds.
	 *
	 * @param WP_Post $post  The article.
	 * @param array   $known What is known of it.
	 */
	private function is_valid( WP_Post $post, array $known ): bool {
		if ( array() === $known || Wirecheck_Ruling::CLEARED !== $known['state'] || '' === $known['check'] ) {
			return false;
		}
		if ( Wirecheck_Ruling::digest_of( $this->posts->stored_fields( $post ) ) !== $known['digest'] ) {
			return false;
		}
		if ( isset( $known['next']['at'] ) && strtotime( $known['next']['at'] ) <= time() ) {
			return false;
		}
		return '' === $this->judge->overtaken( $known['check'] );
	}

	/**
	 * Whether an article is as it was before the plugin came.
	 *
	 * @param WP_Post $post The article.
	 */
	public static function is_older( WP_Post $post ): bool {
		$since = (array) get_option( self::SINCE, array() );
		return isset( $since['post'], $since['time'] ) && $post->ID <= $since['post'] && strtotime( $post->post_modified_gmt . ' UTC' ) < $since['time'];
	}

	/**
	 * Remembers, once, when the plugin came to this site.
	 */
	public static function begin(): void {
		if ( false === get_option( self::SINCE ) ) {
			global $wpdb;
			$last = (int) $wpdb->get_var( "SELECT MAX(ID) FROM {$wpdb->posts}" ); // phpcs:ignore -- once in the life of a site
			add_option( self::SINCE, array( 'time' => time(), 'post' => $last ) ); // phpcs:ignore
		}
	}

	/**
	 * Returns the next live articles.
	 *
	 * @param int $id The last one that was looked at.
	 * @return WP_Post[]
	 */
	private function after( int $id ): array {
		global $wpdb;
		$types    = $this->posts->types();
		$statuses = $this->posts->statuses()->live();
		$places   = array( implode( ',', array_fill( 0, count( $types ), '%s' ) ), implode( ',', array_fill( 0, count( $statuses ), '%s' ) ) );
		$query    = "SELECT ID FROM {$wpdb->posts} WHERE ID > %d AND post_type IN ({$places[0]}) AND post_status IN ({$places[1]}) AND NOT ( " . Wirecheck_File::SILENT . ' ) ORDER BY ID LIMIT %d';
		$ids      = $wpdb->get_col( $wpdb->prepare( $query, array_merge( array( $id ), $types, $statuses, array( self::MANY ) ) ) ); // phpcs:ignore -- the places are percent signs
		foreach ( $ids as $one ) {
			clean_post_cache( (int) $one ); // A direct write of the database leaves an old copy in the cache.
		}
		return array_filter( array_map( 'get_post', $ids ) );
	}
}
