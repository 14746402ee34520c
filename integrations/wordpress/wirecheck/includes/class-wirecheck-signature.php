<?php
/**
 * Signatures of webhook messages; it needs neither WordPress nor any library.
 *
 * @package Wirecheck
 */

/**
 * Verifies messages that are signed as in Standard Webhooks (HMAC-SHA256, `v1,` and base64).
 */
final class Wirecheck_Signature {

	const TOLERANCE = 300;

	/**
	 * Whether a message was signed with one of the secrets, and lately.
	 *
	 * @param string   $body       The body, byte for byte.
	 * @param string   $id         The header `webhook-id`.
	 * @param string   $timestamp  The header `webhook-timestamp`.
	 * @param string   $signatures The header `webhook-signature`.
	 * @param string[] $secrets    Secrets, as in `whsec_...`.
	 * @param int      $now        Seconds since 1970.
	 */
	public static function is_good( string $body, string $id, string $timestamp, string $signatures, array $secrets, int $now ): bool {
		if ( '' === $id || ! preg_match( '/^\d{1,12}$/', $timestamp ) || abs( $now - (int) $timestamp ) > self::TOLERANCE ) {
			return false;
		}
		$given = preg_split( '/ +/', trim( $signatures ) );
		$good  = false;
		foreach ( $secrets as $secret ) {
			$bytes = base64_decode( preg_replace( '/^whsec_/', '', $secret ), true );
			if ( false === $bytes || '' === $bytes ) {
				continue;
			}
			$right = 'v1,' . base64_encode( hash_hmac( 'sha256', "$id.$timestamp.$body", $bytes, true ) );
			foreach ( $given as $one ) {
				$good = hash_equals( $right, $one ) || $good;
			}
		}
		return $good;
	}
}
