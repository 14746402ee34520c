<?php
/**
 * Takes away all that the plugin stored, on every site of a network.
 *
 * @package Wirecheck
 */

if ( ! defined( 'WP_UNINSTALL_PLUGIN' ) ) {
	exit;
}

/**
 * Takes away what the plugin stored on the current site.
 */
function wirecheck_clean_site(): void {
	global $wpdb;
	foreach ( array( 'wirecheck_settings', 'wirecheck_since', 'wirecheck_sweep_at' ) as $name ) {
		delete_option( $name );
	}
	foreach ( array( '_wirecheck_state', '_wirecheck_check', '_wirecheck_detail', '_wirecheck_queue', '_wirecheck_kept', '_wirecheck_piece', '_wirecheck_words' ) as $key ) {
		delete_post_meta_by_key( $key );
	}
	$wpdb->query( "DELETE FROM {$wpdb->options} WHERE option_name LIKE '\_transient\_wirecheck\_%' OR option_name LIKE '\_transient\_timeout\_wirecheck\_%'" ); // phpcs:ignore -- there is no function for many
	wp_clear_scheduled_hook( 'wirecheck_recheck' );
	wp_clear_scheduled_hook( 'wirecheck_sweep' );
}

if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $wirecheck_site ) { // phpcs:ignore
		switch_to_blog( $wirecheck_site );
		wirecheck_clean_site();
		restore_current_blog();
	}
} else {
	wirecheck_clean_site();
}
