<?php
/**
 * Plugin Name:       Wirecheck
 * Description:       Nothing goes live that your licences do not allow: asks your newsroom's Wirecheck service before any article is published, on every path.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * Author:            Wirecheck
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       wirecheck
 * Domain Path:       /languages
 *
 * @package Wirecheck
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

const WIRECHECK_FILE    = __FILE__;
const WIRECHECK_VERSION = '0.1.0';

require __DIR__ . '/includes/functions.php';
spl_autoload_register( 'wirecheck_load' );
register_deactivation_hook( __FILE__, array( 'Wirecheck_Plugin', 'stop' ) );
add_action( 'plugins_loaded', array( 'Wirecheck_Plugin', 'start' ) );
