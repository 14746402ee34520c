<?php
/**
 * The client of the Wirecheck service; it needs neither WordPress nor any library.
 *
 * @package Wirecheck
 */

/**
 * Asks a Wirecheck service and returns its answers as arrays.
 *
 * Every method throws Wirecheck_Unavailable where there is no verdict, and Wirecheck_Refused where
 * the service refuses the request or cannot judge. An answer without a known `enforcement` is no verdict.
 */
final class Wirecheck_Client {

	const ENFORCEMENTS = array( 'allow', 'warn', 'hold', 'block' );

	/** Statuses that mean "not now": worth asking again. */
	const BUSY = array( 429, 502, 503, 504 );

	/** Statuses that mean that nobody is there, or nobody has the time. */
	const AWAY = array( 408, 425, 429, 502, 503, 504 );

	const LONGEST_WAIT = 2;

	/**
	 * The service's address without a slash at its end.
	 *
	 * @var string
	 */
	private $base;

	/**
	 * The API key; empty where the service asks for none.
	 *
	 * @var string
	 */
	private $key;

	/**
	 * Sends one request: (method, url, headers, body, seconds) to array( status, headers, body ).
	 *
	 * @var callable
	 */
	private $transport;

	/**
	 * Seconds that a question may take, retries included.
	 *
	 * @var float
	 */
	private $timeout;

	/**
	 * Makes a client.
	 *
	 * @param string        $base      The service's address, as in https://wirecheck.example.org.
	 * @param string        $key       The API key.
	 * @param callable|null $transport Sends a request; null: PHP's own streams.
	 * @param float         $timeout   Seconds for a question, retries included.
	 */
	public function __construct( string $base, string $key = '', ?callable $transport = null, float $timeout = 5.0 ) {
		$this->base      = rtrim( $base, '/' );
		$this->key       = $key;
		$this->transport = null === $transport ? array( __CLASS__, 'by_stream' ) : $transport;
		$this->timeout   = $timeout;
	}

	/**
	 * Checks a draft.
	 *
	 * @param array $draft As `POST /v1/checks` takes it.
	 * @return array The answer.
	 */
	public function check( array $draft ): array {
		return self::verdict( $this->ask( 'POST', '/v1/checks', $draft ) );
	}

	/**
	 * Asks whether this very text may go out now under an earlier check.
	 *
	 * @param string $check The earlier check.
	 * @param array  $draft The text as it is published.
	 * @return array The confirmation.
	 */
	public function confirm( string $check, array $draft ): array {
		return self::verdict( $this->ask( 'POST', '/v1/checks/' . rawurlencode( $check ) . '/confirm', $draft ) );
	}

	/**
	 * Reads a stored check.
	 *
	 * @param string $check The check.
	 * @return array The answer, with what has overtaken it.
	 */
	public function stored( string $check ): array {
		return self::verdict( $this->ask( 'GET', '/v1/checks/' . rawurlencode( $check ) ) );
	}

	/**
	 * Releases a checked text; the key needs a role that the policy lets do so.
	 *
	 * @param string $check   The check.
	 * @param array  $release `codes`, `why`, `text_sha256`.
	 * @return array The release.
	 */
	public function release( string $check, array $release ): array {
		return $this->ask( 'POST', '/v1/checks/' . rawurlencode( $check ) . '/overrides', $release );
	}

	/**
	 * Reads the policy.
	 *
	 * @return array The policy.
	 */
	public function policy(): array {
		return $this->ask( 'GET', '/v1/policy' );
	}

	/**
	 * Reads whether the service can check.
	 *
	 * @return array Its state.
	 */
	public function ready(): array {
		return $this->ask( 'GET', '/readyz' );
	}

	/**
	 * Sends a question, again while the service is busy and time is left.
	 *
	 * @param string     $method  The HTTP method.
	 * @param string     $path    The path.
	 * @param array|null $content The content of the body.
	 * @return array The answer's members.
	 * @throws Wirecheck_Unavailable Where there is no answer.
	 * @throws Wirecheck_Refused Where the request is refused.
	 */
	private function ask( string $method, string $path, ?array $content = null ): array {
		$end  = microtime( true ) + $this->timeout;
		$body = null === $content ? '' : self::encoded( $content );
		do {
			$left                              = $end - microtime( true );
			list( $status, $headers, $answer ) = call_user_func( $this->transport, $method, $this->base . $path, $this->headers( $body ), $body, max( 0.1, $left ) );
			$again                             = in_array( $status, self::BUSY, true ) && self::is_away( $status, $answer ) ? self::wait( $headers, $end ) : 0.0;
			if ( $again > 0 ) {
				usleep( (int) ( $again * 1000000 ) );
			}
		} while ( $again > 0 );
		return self::read( $status, $answer );
	}

	/**
	 * Whether an answer means that the service is away, so that the site's setting counts.
	 *
	 * A problem that says itself what is to be done comes from a service that is there and cannot
	 * judge, as where it cannot read its agreements: nothing goes out then.
	 *
	 * @param int    $status The HTTP status.
	 * @param string $body   The body.
	 */
	private static function is_away( int $status, string $body ): bool {
		$problem = json_decode( $body, true );
		return in_array( $status, self::AWAY, true ) && ! ( is_array( $problem ) && isset( $problem['enforcement'] ) );
	}

	/**
	 * Returns the headers of a request.
	 *
	 * @param string $body The body.
	 * @return array By name.
	 */
	private function headers( string $body ): array {
		$headers = array( 'Accept' => 'application/json' );
		if ( '' !== $body ) {
			$headers['Content-Type'] = 'application/json';
		}
		if ( '' !== $this->key ) {
			$headers['Authorization'] = 'Bearer ' . $this->key;
		}
		return $headers;
	}

	/**
	 * Returns the content as JSON; broken UTF-8 is replaced, never dropped silently.
	 *
	 * @param array $content The content.
	 * @return string JSON.
	 * @throws Wirecheck_Unavailable Where it cannot be written as JSON.
	 */
	private static function encoded( array $content ): string {
		$body = json_encode( $content, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE );
		if ( false === $body ) {
			throw new Wirecheck_Unavailable( 'the text cannot be sent: ' . json_last_error_msg() );
		}
		return $body;
	}

	/**
	 * Returns the seconds to wait before asking again; 0: do not.
	 *
	 * @param array $headers Of the answer, with names in lower case.
	 * @param float $end     When the time is up.
	 * @return float Seconds.
	 */
	private static function wait( array $headers, float $end ): float {
		$asked = isset( $headers['retry-after'] ) ? (float) $headers['retry-after'] : 0.5;
		$wait  = max( 0.2, $asked );
		return $wait <= self::LONGEST_WAIT && microtime( true ) + $wait < $end - 0.5 ? $wait : 0.0;
	}

	/**
	 * Reads an answer.
	 *
	 * @param int    $status The HTTP status.
	 * @param string $body   The body.
	 * @return array Its members.
	 * @throws Wirecheck_Unavailable Where it is no answer.
	 * @throws Wirecheck_Refused Where the request is refused.
	 */
	private static function read( int $status, string $body ): array {
		$members = json_decode( $body, true );
		$detail  = is_array( $members ) && isset( $members['detail'] ) && is_string( $members['detail'] ) ? $members['detail'] : '';
		if ( $status >= 400 && ! self::is_away( $status, $body ) ) {
			$hints = self::hints( is_array( $members ) ? $members : array() );
			$more  = '' === $hints || false !== strpos( $detail, $hints ) ? '' : " ($hints)";
			throw new Wirecheck_Refused( '' === $detail ? "the service answers $status" : $detail . $more, $status );
		}
		if ( $status < 200 || $status > 299 ) {
			throw new Wirecheck_Unavailable( "the service answers $status" . ( '' === $detail ? '' : ": $detail" ), $status );
		}
		if ( ! is_array( $members ) ) {
			throw new Wirecheck_Unavailable( 'what answers at this address is not Wirecheck' );
		}
		return $members;
	}

	/**
	 * Returns what the service says of the members at fault.
	 *
	 * @param array $members Of a problem.
	 * @return string Empty where it says nothing.
	 */
	private static function hints( array $members ): string {
		$said = array();
		foreach ( isset( $members['errors'] ) && is_array( $members['errors'] ) ? $members['errors'] : array() as $error ) {
			$parts = array();
			foreach ( array( 'field', 'detail', 'hint' ) as $name ) {
				if ( isset( $error[ $name ] ) && is_string( $error[ $name ] ) && '' !== $error[ $name ] ) {
					$parts[] = $error[ $name ];
				}
			}
			$said[] = implode( ': ', $parts );
		}
		return implode( '; ', $said );
	}

	/**
	 * Returns an answer that is a verdict.
	 *
	 * @param array $answer The answer.
	 * @return array The same.
	 * @throws Wirecheck_Unavailable Where it says nothing that can be obeyed.
	 */
	private static function verdict( array $answer ): array {
		if ( ! isset( $answer['enforcement'] ) || ! in_array( $answer['enforcement'], self::ENFORCEMENTS, true ) ) {
			throw new Wirecheck_Unavailable( 'what answers at this address is not Wirecheck' );
		}
		return $answer;
	}

	/**
	 * Sends a request with PHP's own streams.
	 *
	 * @param string $method  The method.
	 * @param string $url     The address.
	 * @param array  $headers By name.
	 * @param string $body    The body.
	 * @param float  $seconds Time-out.
	 * @return array Status, headers by names in lower case, body.
	 * @throws Wirecheck_Unavailable Where nobody answers.
	 */
	public static function by_stream( string $method, string $url, array $headers, string $body, float $seconds ): array {
		$lines = array();
		foreach ( $headers as $name => $value ) {
			$lines[] = "$name: $value";
		}
		$http   = array(
			'method'          => $method,
			'header'          => $lines,
			'content'         => $body,
			'timeout'         => $seconds,
			'ignore_errors'   => true,
			'follow_location' => 0,
		);
		$stream = @fopen( $url, 'rb', false, stream_context_create( array( 'http' => $http ) ) ); // phpcs:ignore -- the error is thrown below
		if ( false === $stream ) {
			throw new Wirecheck_Unavailable( 'nobody answers at ' . parse_url( $url, PHP_URL_HOST ) );
		}
		$answer = stream_get_contents( $stream );
		$meta   = stream_get_meta_data( $stream );
		fclose( $stream );
		if ( false === $answer || $meta['timed_out'] ) {
			throw new Wirecheck_Unavailable( 'the service took too long' );
		}
		return self::parted( (array) $meta['wrapper_data'], $answer );
	}

	/**
	 * Parts the header lines of an answer.
	 *
	 * @param array  $lines  The lines.
	 * @param string $answer The body.
	 * @return array Status, headers by names in lower case, body.
	 */
	private static function parted( array $lines, string $answer ): array {
		$status  = 0;
		$headers = array();
		foreach ( $lines as $line ) {
			if ( preg_match( '#^HTTP/\S+ (\d{3})#', $line, $found ) ) {
				$status  = (int) $found[1];
				$headers = array();
			} elseif ( false !== strpos( $line, ':' ) ) {
				list( $name, $value ) = explode( ':', $line, 2 );

				$headers[ strtolower( trim( $name ) ) ] = trim( $value );
			}
		}
		return array( $status, $headers, $answer );
	}
}
