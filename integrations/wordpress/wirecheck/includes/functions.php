<?php
/**
 * Functions that the classes share.
 *
 * @package Wirecheck
 */

/**
 * Whether a value says something.
 *
 * @param mixed $value The value.
 */
function wirecheck_is_given( $value ): bool {
	return '' !== $value && array() !== $value && null !== $value;
}

/**
 * Sends a request with WordPress's own HTTP functions.
 *
 * @param string $method  The method.
 * @param string $url     The address.
 * @param array  $headers By name.
 * @param string $body    The body.
 * @param float  $seconds Time-out.
 * @return array Status, headers by names in lower case, body.
 * @throws Wirecheck_Unavailable Where nobody answers.
 */
function wirecheck_send( string $method, string $url, array $headers, string $body, float $seconds ): array {
	$asked  = array(
		'method'      => $method,
		'headers'     => $headers,
		'timeout'     => $seconds,
		'redirection' => 0,
		'user-agent'  => 'Wirecheck for WordPress/' . WIRECHECK_VERSION,
	);
	$answer = wp_remote_request( $url, '' === $body ? $asked : $asked + array( 'body' => $body ) );
	if ( is_wp_error( $answer ) ) {
		$detail = $answer->get_error_message();
		$host   = (string) wp_parse_url( $url, PHP_URL_HOST );
		$what   = false !== stripos( $detail, 'timed out' ) ? "$host took too long" : "nobody answers at $host";
		throw new Wirecheck_Unavailable( $what, 0, new RuntimeException( $detail ) );
	}
	$found = wp_remote_retrieve_headers( $answer );
	return array( (int) wp_remote_retrieve_response_code( $answer ), is_array( $found ) ? $found : $found->getAll(), wp_remote_retrieve_body( $answer ) );
}

/**
 * Loads a class of this plugin.
 *
 * @param string $name The class.
 */
function wirecheck_load( string $name ): void {
	if ( 0 === strpos( $name, 'Wirecheck_' ) ) {
		$file = __DIR__ . '/class-' . strtolower( str_replace( '_', '-', $name ) ) . '.php';
		if ( is_readable( $file ) ) {
			require $file;
		}
	}
}
