<?php
/**
 * The plugin as a whole.
 *
 * @package Wirecheck
 */

/**
 * Makes the parts, once, and hangs them into WordPress.
 */
final class Wirecheck_Plugin {

	/**
	 * Starts the plugin.
	 */
	public static function start(): void {
		$settings = new Wirecheck_Settings();
		$judge    = new Wirecheck_Judge( $settings );
		$record   = new Wirecheck_Record();
		$posts    = new Wirecheck_Posts( $settings, new Wirecheck_Draft( $settings ), $judge, $record );
		$desk     = new Wirecheck_Desk( $settings );
		$live     = new Wirecheck_Live( $settings, $posts, $judge, $record, $desk );
		$queue    = new Wirecheck_Queue( $posts, $judge, $record, $live, $desk );
		$sweep    = new Wirecheck_Sweep( $posts, $judge, $record, $live );
		$health   = new Wirecheck_Health( $settings, $judge );
		$panel    = new Wirecheck_Panel( $settings, $posts, $judge );

		( new Wirecheck_Wall( $posts, $judge, $record, $desk ) )->stand();
		( new Wirecheck_Elsewhere( $settings, $judge, $desk ) )->stand();
		$health->show();
		add_action( 'rest_api_init', array( new Wirecheck_Rest( $posts, $record ), 'listen' ) );
		add_action( 'rest_api_init', array( $panel, 'listen' ) );
		add_action( 'rest_api_init', array( new Wirecheck_Webhook( $settings, $posts, $record, $live, $desk ), 'listen' ) );
		add_action( 'enqueue_block_editor_assets', array( $panel, 'load' ) );
		add_action( Wirecheck_Queue::HOOK, array( $queue, 'run' ) );
		add_action( Wirecheck_Sweep::HOOK, array( $sweep, 'run' ) );
		add_filter( 'cron_schedules', array( __CLASS__, 'schedules' ) ); // phpcs:ignore -- five minutes, since articles wait
		add_action( 'init', array( __CLASS__, 'schedule' ), 99 );
		add_action( 'init', array( __CLASS__, 'load_translations' ) );
		if ( is_admin() ) {
			( new Wirecheck_Page( $settings ) )->show();
			( new Wirecheck_Notices( $settings, $posts, $record ) )->show();
			add_action( 'admin_init', array( new Wirecheck_List( $posts, $record ), 'show' ) );
		}
		if ( defined( 'WP_CLI' ) && WP_CLI ) {
			WP_CLI::add_command( 'wirecheck', new Wirecheck_Command( $sweep, $queue, $health ) );
		}
	}

	/**
	 * Loads translations that stand in the plugin's own folder.
	 */
	public static function load_translations(): void {
		load_plugin_textdomain( 'wirecheck', false, dirname( plugin_basename( WIRECHECK_FILE ) ) . '/languages' );
	}

	/**
	 * Adds the schedule of what waits.
	 *
	 * @param array $schedules Of WordPress.
	 */
	public static function schedules( $schedules ) {
		$schedules[ Wirecheck_Queue::EVERY ] = array(
			'interval' => 5 * MINUTE_IN_SECONDS,
			'display'  => __( 'Every five minutes (Wirecheck)', 'wirecheck' ),
		);
		return $schedules;
	}

	/**
	 * Schedules the rounds on each site, also on those of a network that come later.
	 */
	public static function schedule(): void {
		Wirecheck_Sweep::begin();
		if ( ! wp_next_scheduled( Wirecheck_Queue::HOOK ) ) {
			wp_schedule_event( time() + MINUTE_IN_SECONDS, Wirecheck_Queue::EVERY, Wirecheck_Queue::HOOK );
		}
		if ( ! wp_next_scheduled( Wirecheck_Sweep::HOOK ) ) {
			wp_schedule_event( time() + HOUR_IN_SECONDS, 'daily', Wirecheck_Sweep::HOOK );
		}
	}

	/**
	 * Ends the schedules of a site when the plugin is switched off there.
	 */
	public static function stop(): void {
		wp_clear_scheduled_hook( Wirecheck_Queue::HOOK );
		wp_clear_scheduled_hook( Wirecheck_Sweep::HOOK );
	}
}
