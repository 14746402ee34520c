<?php
/**
 * Posts that wait for a verdict.
 *
 * @package Wirecheck
 */

/**
 * Asks again about what was held or went out without a check, and releases, refuses or takes down.
 */
final class Wirecheck_Queue {

	const HOOK = 'wirecheck_recheck';

	const EVERY = 'wirecheck_five_minutes';

	/** Posts that one run looks at. */
	const MANY = 500;

	/** Seconds that one run may take. */
	const SECONDS = 40;

	const LONGEST_PAUSE = 3600;

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
	 * Tells people.
	 *
	 * @var Wirecheck_Desk
	 */
	private $desk;

	/**
	 * Takes what it needs.
	 *
	 * @param Wirecheck_Posts  $posts  Which posts are watched.
	 * @param Wirecheck_Judge  $judge  Asks the service.
	 * @param Wirecheck_Record $record What is remembered.
	 * @param Wirecheck_Live   $live   Acts on live articles.
	 * @param Wirecheck_Desk   $desk   Tells people.
	 */
	public function __construct( Wirecheck_Posts $posts, Wirecheck_Judge $judge, Wirecheck_Record $record, Wirecheck_Live $live, Wirecheck_Desk $desk ) {
		$this->posts  = $posts;
		$this->judge  = $judge;
		$this->record = $record;
		$this->live   = $live;
		$this->desk   = $desk;
	}

	/**
	 * Asks about all that waits, until the service fails to answer or the time is up.
	 *
	 * @return int[] How many posts came to which end.
	 */
	public function run(): array {
		$this->judge->forget();
		$end   = time() + self::SECONDS;
		$ended = array();
		foreach ( $this->waiting() as $post ) {
			if ( $this->judge->is_down() || time() > $end ) {
				break;
			}
			$what           = $this->one( $post );
			$ended[ $what ] = ( isset( $ended[ $what ] ) ? $ended[ $what ] : 0 ) + 1;
		}
		return $ended;
	}

	/**
	 * Asks about one post.
	 *
	 * @param WP_Post $post The post.
	 */
	private function one( WP_Post $post ): string {
		$task = $this->record->task( $post->ID );
		if ( array() !== $task && (int) $task['due'] > time() ) {
			return 'later';
		}
		if ( isset( $task['columns'] ) ) {
			return $this->update( $post, $task );
		}
		if ( $this->posts->statuses()->goes_out( $post->post_status ) ) {
			return $this->live->look( $post );
		}
		if ( array() === $task ) {
			$this->record->leave_queue( $post->ID ); // It went back to a draft, or is a copy of a post that waits.
			return 'nothing';
		}
		return $this->release( $post, $task );
	}

	/**
	 * Publishes a post that was held, refuses it, or lets it wait on.
	 *
	 * @param WP_Post $post The post.
	 * @param array   $task What is to be done.
	 */
	private function release( WP_Post $post, array $task ): string {
		$wished                = clone $post;
		$wished->post_status   = Wirecheck_Statuses::resulting( $task['status'], (string) $task['date_gmt'], time() );
		$wished->post_date_gmt = (string) $task['date_gmt'];
		$ruling                = $this->posts->judge_stored( $wished, true );
		if ( Wirecheck_Ruling::CLEARED === $ruling->state ) {
			$columns = 'future' === $wished->post_status ? array(
				'post_date'     => $task['date'],
				'post_date_gmt' => $task['date_gmt'],
				'edit_date'     => true,
			) : array();
			Wirecheck_Live::set_status( $post->ID, $wished->post_status, $columns );
			$now = get_post( $post->ID );
			if ( $this->posts->statuses()->goes_out( $now->post_status ) ) {
				$this->record->wait_no_more( $post->ID );
				$this->desk->mail( $now, __( 'Wirecheck: checked, and published as you wished.', 'wirecheck' ) );
				return 'released';
			}
			return 'refused';
		}
		return $this->refuse_or_wait( $post, $ruling, $task );
	}

	/**
	 * Takes an update of a live article that was not taken, unless the article has changed since.
	 *
	 * @param WP_Post $post The article.
	 * @param array   $task What is to be done.
	 */
	private function update( WP_Post $post, array $task ): string {
		if ( ! $this->posts->shows( $post ) || ( isset( $task['modified_gmt'] ) && $post->post_modified_gmt !== $task['modified_gmt'] ) ) {
			$sentence = __( 'An update that waited for its check was dropped, since the article was saved again meanwhile.', 'wirecheck' );
			$this->record->wait_no_more( $post->ID );
			$this->record->keep( $post->ID, $sentence );
			$this->desk->mail( $post, $sentence );
			return 'dropped';
		}
		$wished = clone $post;
		foreach ( $task['columns'] as $name => $value ) {
			$wished->$name = $value;
		}
		$ruling = $this->posts->judge_stored( $wished, true );
		if ( Wirecheck_Ruling::CLEARED === $ruling->state ) {
			$this->record->wait_no_more( $post->ID );
			Wirecheck_Live::set_status( $post->ID, $post->post_status, $task['columns'] );
			$this->desk->mail( $post, __( 'Wirecheck: checked, and the article is updated as you wished.', 'wirecheck' ) );
			return 'released';
		}
		if ( Wirecheck_Ruling::REFUSED === $ruling->state ) {
			$this->record->wait_no_more( $post->ID );
			/* translators: %s: why. */
			$sentence = sprintf( __( 'The update was not taken, and the live article is as it was. %s', 'wirecheck' ), $ruling->sentence );
			$this->record->keep( $post->ID, $sentence );
			$this->desk->mail( $post, $sentence );
			return 'refused';
		}
		$this->later( $post, $task );
		return 'later';
	}

	/**
	 * Records a refusal, or lets the post wait on.
	 *
	 * @param WP_Post          $post   The post.
	 * @param Wirecheck_Ruling $ruling The ruling.
	 * @param array            $task   What is to be done.
	 */
	private function refuse_or_wait( WP_Post $post, Wirecheck_Ruling $ruling, array $task ): string {
		if ( Wirecheck_Ruling::REFUSED === $ruling->state ) {
			$this->record->write( $post->ID, $ruling );
			$this->desk->mail( $post, $ruling->sentence );
			return 'refused';
		}
		if ( Wirecheck_Ruling::WAITING === $ruling->state ) {
			$this->record->write( $post->ID, $ruling );
		}
		$this->later( $post, $task );
		return 'later';
	}

	/**
	 * Lets a post wait, longer each time an answer came that was no verdict.
	 *
	 * @param WP_Post $post The post.
	 * @param array   $task What is to be done.
	 */
	private function later( WP_Post $post, array $task ): void {
		if ( ! $this->judge->is_down() ) {
			++$task['tries'];
			$task['due'] = time() + min( self::LONGEST_PAUSE, 60 * 2 ** min( 6, $task['tries'] ) );
		}
		$this->record->wait( $post->ID, $task );
	}

	/**
	 * Returns posts that wait for a verdict, those that nobody has asked about for longest first.
	 *
	 * @return WP_Post[]
	 */
	private function waiting(): array {
		return get_posts(
			array(
				'post_type'        => $this->posts->types(),
				'post_status'      => array_merge( $this->posts->statuses()->live(), array( 'future', 'pending', 'draft' ) ),
				'numberposts'      => self::MANY,
				'orderby'          => 'modified',
				'order'            => 'ASC',
				'suppress_filters' => true,
				'meta_query'       => array( // phpcs:ignore -- a few posts, and only in cron
					'relation' => 'OR',
					array( 'key' => Wirecheck_Record::QUEUE ), // phpcs:ignore
					array( 'key' => Wirecheck_Record::STATE, 'value' => Wirecheck_Ruling::UNCHECKED ), // phpcs:ignore
				),
			)
		);
	}
}
