<?php
/**
 * What the site remembers of a post's checks.
 *
 * @package Wirecheck
 */

/**
 * Reads and writes the post meta of the plugin; deleting them forgets everything.
 */
final class Wirecheck_Record {

	/** State of the newest check, for lists. */
	const STATE = '_wirecheck_state';

	/** The id of the newest check, for people and other programs. */
	const CHECK = '_wirecheck_check';

	/** All that is known of the newest check. */
	const DETAIL = '_wirecheck_detail';

	/** What is to be done once there is a verdict. */
	const QUEUE = '_wirecheck_queue';

	/** Why an update of a live article was not taken. */
	const KEPT = '_wirecheck_kept';

	/** The post that all of this is about: programs that copy or import posts take their meta values along. */
	const PIECE = '_wirecheck_piece';

	const ALL = array( self::STATE, self::CHECK, self::DETAIL, self::QUEUE, self::KEPT, self::PIECE );

	/**
	 * Stores a ruling on the text that the post now has.
	 *
	 * @param int              $id     The post.
	 * @param Wirecheck_Ruling $ruling The ruling.
	 */
	public function write( int $id, Wirecheck_Ruling $ruling ): void {
		$answer = $ruling->answer;
		$detail = array(
			'state'    => $ruling->state,
			'sentence' => $ruling->sentence,
			'digest'   => $ruling->digest(),
			'check'    => $answer ? $answer->text( 'check' ) : '',
			'sha256'   => $answer ? $answer->text( 'text_sha256' ) : '',
			'verdict'  => $answer ? $answer->text( 'verdict' ) : '',
			'at'       => time(),
			'next'     => $answer ? $answer->all( 'next_event' ) : array(),
			'since'    => $this->live_since( $id ),
		);
		$this->put( $id, self::DETAIL, $detail );
		$this->put( $id, self::STATE, $ruling->state );
		if ( '' !== $detail['check'] ) {
			$this->put( $id, self::CHECK, $detail['check'] );
		}
		if ( $ruling->goes() ) {
			delete_post_meta( $id, self::KEPT );
		}
		if ( Wirecheck_Ruling::WAITING !== $ruling->state ) {
			delete_post_meta( $id, self::QUEUE );
		}
	}

	/**
	 * Returns what is known of the newest check; empty: the post was never checked.
	 *
	 * @param int $id The post.
	 */
	public function read( int $id ): array {
		$detail = $this->get( $id, self::DETAIL );
		return is_array( $detail ) ? $detail : array();
	}

	/**
	 * Returns when a text of this post first went live with a check, in seconds; 0: never.
	 *
	 * A post's own date is no witness: anybody may set it back before an item came.
	 *
	 * @param int $id The post.
	 */
	public function live_since( int $id ): int {
		$detail = $this->read( $id );
		return isset( $detail['since'] ) ? (int) $detail['since'] : 0;
	}

	/**
	 * Remembers that a post has gone live, the first time.
	 *
	 * @param int $id The post.
	 */
	public function went_live( int $id ): void {
		$detail = $this->read( $id );
		if ( array() !== $detail && empty( $detail['since'] ) ) {
			$this->put( $id, self::DETAIL, array_merge( $detail, array( 'since' => time() ) ) );
		}
	}

	/**
	 * Returns the state of the newest check, or nothing.
	 *
	 * @param int $id The post.
	 */
	public function state( int $id ): string {
		return (string) $this->get( $id, self::STATE );
	}

	/**
	 * Stores what is to be done with a post once there is a verdict.
	 *
	 * @param int   $id   The post.
	 * @param array $task `status`, `date_gmt`; of an update that was not taken `columns`, and `modified_gmt` of the article; `due`, `tries`.
	 */
	public function wait( int $id, array $task ): void {
		$this->put( $id, self::QUEUE, $task );
	}

	/**
	 * Returns what is to be done with a post, or nothing.
	 *
	 * @param int $id The post.
	 */
	public function task( int $id ): array {
		$task = $this->get( $id, self::QUEUE );
		return is_array( $task ) ? $task : array();
	}

	/**
	 * Stores why an update of a live article was not taken.
	 *
	 * @param int    $id       The post.
	 * @param string $sentence Why.
	 */
	public function keep( int $id, string $sentence ): void {
		$this->put( $id, self::KEPT, $sentence );
	}

	/**
	 * Returns what an author is to know of a post, or nothing.
	 *
	 * @param int $id The post.
	 */
	public function sentence( int $id ): string {
		$kept   = (string) $this->get( $id, self::KEPT );
		$detail = $this->read( $id );
		if ( '' !== $kept ) {
			return $kept;
		}
		return isset( $detail['sentence'] ) && Wirecheck_Ruling::CLEARED !== $detail['state'] ? $detail['sentence'] : '';
	}

	/**
	 * Forgets that a post waits.
	 *
	 * @param int $id The post.
	 */
	public function wait_no_more( int $id ): void {
		delete_post_meta( $id, self::QUEUE );
	}

	/**
	 * Takes a post of which nothing is to be done out of the queue.
	 *
	 * @param int $id The post.
	 */
	public function leave_queue( int $id ): void {
		delete_post_meta( $id, self::QUEUE );
		delete_post_meta( $id, self::STATE );
	}

	/**
	 * Leaves a live post to the next round of the queue.
	 *
	 * @param int $id The post.
	 */
	public function ask_again( int $id ): void {
		$this->put( $id, self::STATE, Wirecheck_Ruling::UNCHECKED );
	}

	/**
	 * Returns a meta value, or nothing where it came along from another post.
	 *
	 * @param int    $id  The post.
	 * @param string $key The key.
	 * @return mixed
	 */
	private function get( int $id, string $key ) {
		return $this->is_own( $id ) ? get_post_meta( $id, $key, true ) : '';
	}

	/**
	 * Writes a meta value; WordPress takes slashes off.
	 *
	 * @param int    $id    The post.
	 * @param string $key   The key.
	 * @param mixed  $value The value.
	 */
	private function put( int $id, string $key, $value ): void {
		if ( ! $this->is_own( $id ) ) {
			foreach ( self::ALL as $other ) {
				delete_post_meta( $id, $other );
			}
			update_post_meta( $id, self::PIECE, wp_slash( Wirecheck_Judge::piece( $id ) ) );
		}
		update_post_meta( $id, $key, wp_slash( $value ) );
	}

	/**
	 * Whether what is stored with a post is about this very post.
	 *
	 * @param int $id The post.
	 */
	private function is_own( int $id ): bool {
		return Wirecheck_Judge::piece( $id ) === get_post_meta( $id, self::PIECE, true );
	}
}
