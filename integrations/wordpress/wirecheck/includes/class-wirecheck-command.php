<?php
/**
 * The command line.
 *
 * @package Wirecheck
 */

/**
 * Checks what is live, and what waits, from the command line.
 */
final class Wirecheck_Command {

	/**
	 * The round.
	 *
	 * @var Wirecheck_Sweep
	 */
	private $sweep;

	/**
	 * The queue.
	 *
	 * @var Wirecheck_Queue
	 */
	private $queue;

	/**
	 * The state of the service.
	 *
	 * @var Wirecheck_Health
	 */
	private $health;

	/**
	 * Takes what it needs.
	 *
	 * @param Wirecheck_Sweep  $sweep  The round.
	 * @param Wirecheck_Queue  $queue  The queue.
	 * @param Wirecheck_Health $health The state of the service.
	 */
	public function __construct( Wirecheck_Sweep $sweep, Wirecheck_Queue $queue, Wirecheck_Health $health ) {
		$this->sweep  = $sweep;
		$this->queue  = $queue;
		$this->health = $health;
	}

	/**
	 * Finds what is live without a valid check, checks it, and acts as the settings say.
	 *
	 * ## EXAMPLES
	 *
	 *     wp wirecheck sweep
	 */
	public function sweep(): void {
		$ended = $this->sweep->all(
			function ( $post, $what ) {
				if ( 'valid' !== $what ) {
					WP_CLI::log( "$what\t{$post->ID}\t{$post->post_title}" );
				}
			}
		);
		WP_CLI::success( wp_json_encode( (object) $ended ) );
	}

	/**
	 * Asks now about what waits for a check.
	 *
	 * ## EXAMPLES
	 *
	 *     wp wirecheck recheck
	 */
	public function recheck(): void {
		WP_CLI::success( wp_json_encode( (object) $this->queue->run() ) );
	}

	/**
	 * Says whether the service can be reached and knows the key.
	 *
	 * ## EXAMPLES
	 *
	 *     wp wirecheck status
	 */
	public function status(): void {
		list( $status, $label, $text ) = $this->health->found();
		if ( 'critical' === $status ) {
			WP_CLI::error( "$label. $text" );
		}
		WP_CLI::success( "$label. $text" );
	}
}
