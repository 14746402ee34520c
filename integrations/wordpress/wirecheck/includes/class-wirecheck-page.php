<?php
/**
 * The page of settings.
 *
 * @package Wirecheck
 */

/**
 * Shows and stores the settings; secrets are taken, and never shown again.
 */
final class Wirecheck_Page {

	const SLUG = 'wirecheck';

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
	 * Adds the page.
	 */
	public function show(): void {
		add_action( 'admin_menu', array( $this, 'menu' ) );
		add_action( 'admin_init', array( $this, 'register' ) );
		add_filter( 'plugin_action_links_' . plugin_basename( WIRECHECK_FILE ), array( $this, 'link' ) );
	}

	/**
	 * Adds the page to the menu.
	 */
	public function menu(): void {
		add_options_page( __( 'Wirecheck', 'wirecheck' ), __( 'Wirecheck', 'wirecheck' ), 'manage_options', self::SLUG, array( $this, 'page' ) );
	}

	/**
	 * Adds a link to the list of plugins.
	 *
	 * @param array $links The links.
	 */
	public function link( $links ) {
		array_unshift( $links, sprintf( '<a href="%s">%s</a>', esc_url( admin_url( 'options-general.php?page=' . self::SLUG ) ), esc_html__( 'Settings', 'wirecheck' ) ) );
		return $links;
	}

	/**
	 * Registers settings and fields.
	 */
	public function register(): void {
		register_setting(
			self::SLUG,
			Wirecheck_Settings::OPTION,
			array(
				'type'              => 'array',
				'sanitize_callback' => array( $this, 'stored' ),
				'show_in_rest'      => false,
			)
		);
		foreach ( self::sections() as $section => $title ) {
			add_settings_section( $section, $title, '__return_null', self::SLUG );
		}
		foreach ( self::labels() as $name => $label ) {
			add_settings_field( "wirecheck_$name", $label[1], array( $this, 'field' ), self::SLUG, $label[0], array( 'name' => $name, 'hint' => $label[2], 'label_for' => "wirecheck_$name" ) ); // phpcs:ignore
		}
	}

	/**
	 * Returns the settings as they are stored.
	 *
	 * @param mixed $given What was sent.
	 */
	public function stored( $given ): array {
		return $this->settings->tidy( is_array( $given ) ? $given : array() );
	}

	/**
	 * Prints the page.
	 */
	public function page(): void {
		if ( ! current_user_can( 'manage_options' ) ) {
			return;
		}
		echo '<div class="wrap"><h1>' . esc_html__( 'Wirecheck', 'wirecheck' ) . '</h1><form method="post" action="options.php">';
		settings_fields( self::SLUG );
		do_settings_sections( self::SLUG );
		submit_button();
		echo '</form></div>';
	}

	/**
	 * Prints a field.
	 *
	 * @param array $args Its name and hint.
	 */
	public function field( $args ): void {
		$name  = $args['name'];
		$place = Wirecheck_Settings::OPTION . "[$name]";
		if ( null !== $this->settings->fixed( $name ) ) {
			/* translators: %s: the name of a constant. */
			printf( '<p id="wirecheck_%s">%s</p>', esc_attr( $name ), esc_html( sprintf( __( 'Set by %s in wp-config.php.', 'wirecheck' ), 'WIRECHECK_' . strtoupper( $name ) ) ) );
		} elseif ( in_array( $name, Wirecheck_Settings::SECRETS, true ) ) {
			$this->secret( $name, $place );
		} elseif ( isset( Wirecheck_Settings::CHOICES[ $name ] ) ) {
			$this->choice( $name, $place );
		} elseif ( 'private' === $name ) {
			printf( '<input type="hidden" name="%1$s" value="0"><input type="checkbox" id="wirecheck_%2$s" name="%1$s" value="1"%3$s>', esc_attr( $place ), esc_attr( $name ), checked( '1', $this->settings->get( $name ), false ) );
		} elseif ( in_array( $name, array( 'channels', 'meta_fields' ), true ) ) {
			printf( '<textarea class="large-text code" rows="3" id="wirecheck_%s" name="%s">%s</textarea>', esc_attr( $name ), esc_attr( $place ), esc_textarea( $this->settings->get( $name ) ) );
		} else {
			printf( '<input class="regular-text" type="text" id="wirecheck_%s" name="%s" value="%s">', esc_attr( $name ), esc_attr( $place ), esc_attr( $this->settings->get( $name ) ) );
		}
		if ( '' !== $args['hint'] ) {
			printf( '<p class="description">%s</p>', esc_html( $args['hint'] ) );
		}
	}

	/**
	 * Prints the field of a secret, always empty.
	 *
	 * @param string $name  The setting.
	 * @param string $place Its name in the form.
	 */
	private function secret( string $name, string $place ): void {
		$is_there = '' !== $this->settings->get( $name );
		$hint     = $is_there ? __( 'Stored; type a new one to replace it', 'wirecheck' ) : '';
		printf( '<input class="regular-text" type="password" autocomplete="new-password" id="wirecheck_%s" name="%s" value="" placeholder="%s">', esc_attr( $name ), esc_attr( $place ), esc_attr( $hint ) );
		if ( $is_there ) {
			printf( ' <label><input type="checkbox" name="%s[forget_%s]" value="1"> %s</label>', esc_attr( Wirecheck_Settings::OPTION ), esc_attr( $name ), esc_html__( 'Forget it', 'wirecheck' ) );
		}
	}

	/**
	 * Prints a choice.
	 *
	 * @param string $name  The setting.
	 * @param string $place Its name in the form.
	 */
	private function choice( string $name, string $place ): void {
		printf( '<select id="wirecheck_%s" name="%s">', esc_attr( $name ), esc_attr( $place ) );
		foreach ( self::words( $name ) as $value => $word ) {
			printf( '<option value="%s"%s>%s</option>', esc_attr( $value ), selected( $this->settings->choice( $name ), $value, false ), esc_html( $word ) );
		}
		echo '</select>';
	}

	/**
	 * Returns the choices of a setting in words.
	 *
	 * @param string $name The setting.
	 */
	private static function words( string $name ): array {
		if ( 'when_down' === $name ) {
			return array(
				'hold'  => __( 'Hold: nothing new is published until it was checked', 'wirecheck' ),
				'allow' => __( 'Allow: publish unchecked, tell the desk, check within the hour', 'wirecheck' ),
			);
		}
		return array(
			'hold'      => __( 'Take it off the site and keep it as pending', 'wirecheck' ),
			'unpublish' => __( 'Take it off the site and keep it as a draft', 'wirecheck' ),
			'notify'    => __( 'Leave it and tell the desk', 'wirecheck' ),
		);
	}

	/**
	 * Returns the titles of the sections.
	 */
	private static function sections(): array {
		return array(
			'service' => __( 'Service', 'wirecheck' ),
			'use'     => __( 'What articles are checked for', 'wirecheck' ),
			'acts'    => __( 'What happens', 'wirecheck' ),
		);
	}

	/**
	 * Returns section, label and hint of each setting.
	 */
	private static function labels(): array {
		/* translators: %s: an address. */
		$webhook = sprintf( __( 'Of the subscription whose url is %s', 'wirecheck' ), rest_url( 'wirecheck/v1/webhook' ) );
		return array(
			'url'            => array( 'service', __( 'Address', 'wirecheck' ), __( 'As in https://wirecheck.example.org', 'wirecheck' ) ),
			'key'            => array( 'service', __( 'Key', 'wirecheck' ), __( 'A key of this site alone, with the scope check. It stays on the server.', 'wirecheck' ) ),
			'release_key'    => array( 'service', __( 'Key for releases', 'wirecheck' ), __( 'With the scope check and a role, as in role:rights-desk. Without it nobody releases from here.', 'wirecheck' ) ),
			'webhook_secret' => array( 'service', __( 'Webhook secret', 'wirecheck' ), $webhook ),
			'timeout'        => array( 'service', __( 'Seconds to wait', 'wirecheck' ), __( 'For one answer while a person waits, 1 to 30.', 'wirecheck' ) ),
			'publisher'      => array( 'use', __( 'Publisher', 'wirecheck' ), __( 'The licensee in your agreements, as in pub:lantern. Empty: the default of the service.', 'wirecheck' ) ),
			'site'           => array( 'use', __( 'Site', 'wirecheck' ), __( 'The brand in your agreements, as in lantern.example.', 'wirecheck' ) ),
			'channel'        => array( 'use', __( 'Channel', 'wirecheck' ), '' ),
			'channels'       => array( 'use', __( 'Other channels', 'wirecheck' ), __( 'One post type a line, as in: newsletter = newsletter', 'wirecheck' ) ),
			'territories'    => array( 'use', __( 'Territories', 'wirecheck' ), __( 'As in: FR, BE', 'wirecheck' ) ),
			'meta_fields'    => array( 'use', __( 'Text in custom fields', 'wirecheck' ), __( 'One meta key a line with what it holds: title, subtitle, byline, lead, body, captions, credits or footer. As in: photo_credit = credits', 'wirecheck' ) ),
			'private'        => array( 'use', __( 'Private posts count as published', 'wirecheck' ), '' ),
			'when_down'      => array( 'acts', __( 'When the service does not answer', 'wirecheck' ), '' ),
			'on_live'        => array( 'acts', __( 'When a live article may no longer be published', 'wirecheck' ), __( 'After a kill, at the end of a term, or when the daily round finds it. Articles from before this plugin are only reported.', 'wirecheck' ) ),
			'desk'           => array( 'acts', __( 'Mail of the desk', 'wirecheck' ), __( 'Empty: the address of the administrator.', 'wirecheck' ) ),
			'release_roles'  => array( 'acts', __( 'Roles that may release', 'wirecheck' ), __( 'Roles of this site whose members may release with a reason, as in: editor. The policy of the service decides what can be released.', 'wirecheck' ) ),
		);
	}
}
