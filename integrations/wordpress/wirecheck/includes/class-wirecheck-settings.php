<?php
/**
 * The settings of a site.
 *
 * @package Wirecheck
 */

/**
 * Reads the settings; a constant of wp-config.php (WIRECHECK_URL, WIRECHECK_KEY ...) comes first.
 */
final class Wirecheck_Settings {

	const OPTION = 'wirecheck_settings';

	/** Settings that are sealed and never shown. */
	const SECRETS = array( 'key', 'release_key', 'webhook_secret' );

	/** All settings with what they are where nobody set them. */
	const DEFAULTS = array(
		'url'            => '',
		'key'            => '',
		'release_key'    => '',
		'webhook_secret' => '',
		'publisher'      => '',
		'site'           => '',
		'channel'        => 'web',
		'channels'       => '',
		'territories'    => '',
		'meta_fields'    => '_elementor_data = body',
		'private'        => '1',
		'when_down'      => 'hold',
		'on_live'        => 'hold',
		'timeout'        => '5',
		'desk'           => '',
		'release_roles'  => '',
	);

	/** Words that a choice may be; the first is the default. */
	const CHOICES = array(
		'when_down' => array( 'hold', 'allow' ),
		'on_live'   => array( 'hold', 'unpublish', 'notify' ),
	);

	/**
	 * Returns a setting.
	 *
	 * @param string $name Its name.
	 */
	public function get( string $name ): string {
		$fixed = $this->fixed( $name );
		if ( null !== $fixed ) {
			return $fixed;
		}
		$stored = get_option( self::OPTION, array() );
		$value  = is_array( $stored ) && isset( $stored[ $name ] ) ? (string) $stored[ $name ] : self::DEFAULTS[ $name ];
		return in_array( $name, self::SECRETS, true ) ? Wirecheck_Secrets::opened( $value ) : $value;
	}

	/**
	 * Returns what wp-config.php fixes, or null where it fixes nothing.
	 *
	 * @param string $name The setting.
	 */
	public function fixed( string $name ): ?string {
		$constant = 'WIRECHECK_' . strtoupper( $name );
		return defined( $constant ) ? (string) constant( $constant ) : null;
	}

	/**
	 * Returns a setting that is one of a few words; the cautious one where it is none of them.
	 *
	 * @param string $name The setting.
	 */
	public function choice( string $name ): string {
		$value = $this->get( $name );
		return in_array( $value, self::CHOICES[ $name ], true ) ? $value : self::CHOICES[ $name ][0];
	}

	/**
	 * Whether the plugin knows whom to ask.
	 */
	public function is_set_up(): bool {
		return '' !== $this->get( 'url' );
	}

	/**
	 * Returns the seconds that one question may take.
	 */
	public function seconds(): float {
		return min( 30.0, max( 1.0, (float) $this->get( 'timeout' ) ) );
	}

	/**
	 * Returns the lines `name = value` of a setting by name.
	 *
	 * @param string $name The setting.
	 */
	public function map( string $name ): array {
		$found = array();
		foreach ( preg_split( '/[\r\n]+/', $this->get( $name ) ) as $line ) {
			$parts = array_map( 'trim', explode( '=', $line, 2 ) );
			if ( 2 === count( $parts ) && '' !== $parts[0] && '' !== $parts[1] ) {
				$found[ $parts[0] ] = $parts[1];
			}
		}
		return $found;
	}

	/**
	 * Returns the words of a setting that is a list.
	 *
	 * @param string $name The setting.
	 * @return string[]
	 */
	public function words( string $name ): array {
		return preg_split( '/[\s,;]+/', $this->get( $name ), -1, PREG_SPLIT_NO_EMPTY );
	}

	/**
	 * Returns the use that a post of a type is checked for.
	 *
	 * @param string $post_type The type.
	 */
	public function use_of( string $post_type ): array {
		$channels = $this->map( 'channels' );
		$use      = array( 'channel' => isset( $channels[ $post_type ] ) ? $channels[ $post_type ] : $this->get( 'channel' ) );
		foreach ( array( 'publisher', 'site' ) as $name ) {
			if ( '' !== $this->get( $name ) ) {
				$use[ $name ] = $this->get( $name );
			}
		}
		$territories = $this->words( 'territories' );
		if ( array() !== $territories ) {
			$use['territories'] = $territories;
		}
		return array_filter( $use, 'wirecheck_is_given' );
	}

	/**
	 * Stores settings; an empty secret keeps the one that is there.
	 *
	 * @param array $given Settings by name, in clear.
	 * @return array As they are stored.
	 */
	public function tidy( array $given ): array {
		$stored = get_option( self::OPTION, array() );
		$stored = is_array( $stored ) ? $stored : array();
		$kept   = array();
		foreach ( self::DEFAULTS as $name => $default ) {
			$value = isset( $given[ $name ] ) && is_string( $given[ $name ] ) ? trim( $given[ $name ] ) : null;
			if ( in_array( $name, self::SECRETS, true ) ) {
				$before        = isset( $stored[ $name ] ) ? $stored[ $name ] : '';
				$kept[ $name ] = $this->secret( $value, ! empty( $given[ "forget_$name" ] ), $before );
			} elseif ( null === $value ) {
				$kept[ $name ] = isset( $stored[ $name ] ) ? $stored[ $name ] : $default;
			} else {
				$kept[ $name ] = $this->clean( $name, $value );
			}
		}
		return $kept;
	}

	/**
	 * Returns a secret as it is stored from now on.
	 *
	 * @param string|null $value  What was typed.
	 * @param bool        $forget Whether it is to be forgotten.
	 * @param string      $before As it is stored.
	 */
	private function secret( ?string $value, bool $forget, string $before ): string {
		if ( $forget ) {
			return '';
		}
		if ( null === $value || '' === $value ) {
			return $before;
		}
		return 0 === strpos( $value, Wirecheck_Secrets::PREFIX ) ? $value : Wirecheck_Secrets::sealed( $value );
	}

	/**
	 * Returns a setting without what it must not hold.
	 *
	 * @param string $name  The setting.
	 * @param string $value What was typed.
	 */
	private function clean( string $name, string $value ): string {
		if ( 'url' === $name ) {
			return esc_url_raw( $value, array( 'http', 'https' ) );
		}
		if ( isset( self::CHOICES[ $name ] ) && ! in_array( $value, self::CHOICES[ $name ], true ) ) {
			return self::CHOICES[ $name ][0];
		}
		return sanitize_textarea_field( $value );
	}
}
