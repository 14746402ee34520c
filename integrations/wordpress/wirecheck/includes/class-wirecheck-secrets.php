<?php
/**
 * Keys and secrets at rest.
 *
 * @package Wirecheck
 */

/**
 * Seals secrets with the site's own salts, so that exports and dumps of options hold none in clear.
 */
final class Wirecheck_Secrets {

	const PREFIX = 'sealed:1:';

	/**
	 * Returns a secret as it is stored.
	 *
	 * @param string $secret The secret.
	 */
	public static function sealed( string $secret ): string {
		if ( '' === $secret ) {
			return '';
		}
		$nonce = random_bytes( SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		return self::PREFIX . base64_encode( $nonce . sodium_crypto_secretbox( $secret, $nonce, self::lock() ) );
	}

	/**
	 * Returns a stored secret in clear; empty where the site's salts have changed since.
	 *
	 * @param string $stored As it is stored.
	 */
	public static function opened( string $stored ): string {
		if ( 0 !== strpos( $stored, self::PREFIX ) ) {
			return '';
		}
		$bytes = base64_decode( substr( $stored, strlen( self::PREFIX ) ), true );
		if ( false === $bytes || strlen( $bytes ) <= SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ) {
			return '';
		}
		$nonce  = substr( $bytes, 0, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		$secret = sodium_crypto_secretbox_open( substr( $bytes, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ), $nonce, self::lock() );
		return false === $secret ? '' : $secret;
	}

	/**
	 * Returns the key that the salts of this site make.
	 */
	private static function lock(): string {
		return hash( 'sha256', 'wirecheck|' . wp_salt( 'auth' ), true );
	}
}
