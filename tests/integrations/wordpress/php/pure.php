<?php
/**
 * Behaviour of the classes that need no WordPress: prints a line for each promise that does not hold.
 * Run by test_php.py under every PHP that the plugin promises.
 */
error_reporting( E_ALL );
set_error_handler( function ( $kind, $said ) {
	if ( ! ( error_reporting() & $kind ) ) {
		return true; // silenced where it happened
	}
	throw new ErrorException( $said, $kind );
} );
$includes = $argv[1];
foreach ( array( 'unavailable', 'refused', 'client', 'answer', 'signature', 'statuses', 'text' ) as $name ) {
	require "$includes/class-wirecheck-$name.php";
}

$failed = 0;
function holds( string $promise, bool $does ): void {
	global $failed;
	if ( ! $does ) {
		++$failed;
		echo "BROKEN: $promise\n";
	}
}
function thrown( callable $does ): string {
	try {
		$does();
	} catch ( RuntimeException $error ) {
		return get_class( $error ) . ' ' . $error->getCode() . ' ' . $error->getMessage();
	}
	return '';
}
function client( array $answers, array &$asked = array(), float $timeout = 5.0 ): Wirecheck_Client {
	return new Wirecheck_Client( 'http://w.example/', 'k', function ( ...$request ) use ( &$answers, &$asked ) {
		$asked[] = $request;
		return array_shift( $answers );
	}, $timeout );
}

$asked = array();
$found = client( array( array( 200, array(), '{"enforcement": "block"}' ) ), $asked )->check( array( 'text' => "a\u{1F600}" ) );
holds( 'an answer is returned as it came', array( 'enforcement' => 'block' ) === $found );
holds( 'the path is right', 'http://w.example/v1/checks' === $asked[0][1] );
holds( 'the key is in the header alone', 'Bearer k' === $asked[0][2]['Authorization'] && false === strpos( $asked[0][3], 'Bearer' ) );
$answers = array(
	array( 200, 'null', 'Wirecheck_Unavailable' ),
	array( 200, '{}', 'Wirecheck_Unavailable' ),
	array( 200, '{"enforcement": "yes"}', 'Wirecheck_Unavailable' ),
	array( 200, '{"enforcement": true}', 'Wirecheck_Unavailable' ),
	array( 200, '<html>', 'Wirecheck_Unavailable' ),
	array( 204, '', 'Wirecheck_Unavailable' ),
	array( 302, '{"enforcement": "allow"}', 'Wirecheck_Unavailable' ),
	array( 408, '', 'Wirecheck_Unavailable' ),
	array( 429, '{"type": "urn:wirecheck:problem:too-many-requests"}', 'Wirecheck_Unavailable' ),
	array( 502, '<html>', 'Wirecheck_Unavailable' ),
	array( 503, '{"type": "urn:wirecheck:problem:overloaded"}', 'Wirecheck_Unavailable' ),
	array( 503, 'null', 'Wirecheck_Unavailable' ),
	array( 503, '{"detail": "no agreement", "enforcement": "hold"}', 'Wirecheck_Refused 503 no agreement' ),
	array( 503, '{"enforcement": "allow"}', 'Wirecheck_Refused 503' ),
	array( 500, '{"enforcement": "allow"}', 'Wirecheck_Refused 500' ),
	array( 500, '<html>', 'Wirecheck_Refused 500' ),
	array( 507, '', 'Wirecheck_Refused 507' ),
	array( 401, '{"detail": "no key"}', 'Wirecheck_Refused 401 no key' ),
	array( 422, '{"detail": "use: bad", "errors": [{"field": "use.channel", "hint": "web"}]}', 'Wirecheck_Refused 422 use: bad (use.channel: web)' ),
	array( 404, 'x', 'Wirecheck_Refused 404' ),
);
foreach ( $answers as $answer ) {
	$said = thrown( function () use ( $answer ) {
		client( array( array( $answer[0], array( 'retry-after' => '60' ), $answer[1] ) ) )->check( array() );
	} );
	holds( "$answer[0] $answer[1] is $answer[2], not $said", 0 === strpos( $said, $answer[2] ) );
}
$asked = array();
$busy  = array( 503, array( 'retry-after' => '0' ), '' );
client( array( $busy, array( 200, array(), '{"enforcement": "allow"}' ) ), $asked )->check( array( 'text' => 'x' ) );
holds( 'a busy service is asked again', 2 === count( $asked ) );
$asked = array();
thrown( function () use ( &$asked ) {
	client( array( array( 503, array( 'retry-after' => '60' ), '' ) ), $asked )->check( array( 'text' => 'x' ) );
} );
holds( 'nobody waits a minute', 1 === count( $asked ) );
$asked = array();
$told  = array( 503, array( 'retry-after' => '0' ), '{"enforcement": "hold"}' );
holds( 'a service that cannot judge is not asked until it is gone', 0 === strpos( thrown( function () use ( &$asked, $told, $busy ) {
	client( array( $told, $busy, $busy, $busy ), $asked )->check( array( 'text' => 'x' ) );
} ), 'Wirecheck_Refused 503' ) && 1 === count( $asked ) );
holds( 'broken UTF-8 is sent as it can be', '' === thrown( function () {
	client( array( array( 200, array(), '{"enforcement": "allow"}' ) ) )->check( array( 'text' => "\xff" ) );
} ) );
holds( 'nobody at an address is unavailable', 0 === strpos( thrown( function () {
	( new Wirecheck_Client( 'http://127.0.0.1:9' ) )->ready();
} ), 'Wirecheck_Unavailable' ) );

$answer = new Wirecheck_Answer( json_decode( '{"enforcement": "hold", "verdict": "credit_required", "message": "M.", "claims": [{"reasons": [{"code": "a", "severity": "credit_required", "message": "Do A."}, {"code": "b", "severity": "clear", "message": "No."}]}], "reasons": ["codes-alone"], "names": {"afp": "AFP"}}', true ) );
holds( 'hold does not let out', ! $answer->allows() );
holds( 'the sentence says what to do', 'M. Do A.' === $answer->sentence() );
holds( 'codes are those that hinder', array( 'a' ) === $answer->codes() );
holds( 'owners have names', 'AFP' === $answer->name_of( 'afp' ) && 'x' === $answer->name_of( 'x' ) );
foreach ( array( 'allow' => true, 'warn' => true, 'hold' => false, 'block' => false, '' => false ) as $word => $lets ) {
	$one = new Wirecheck_Answer( array( 'enforcement' => $word ) );
	holds( "$word", $one->allows() === $lets );
}

$secret = 'whsec_' . base64_encode( 'lantern' );
$good   = 'v1,' . base64_encode( hash_hmac( 'sha256', 'msg.1000.body', 'lantern', true ) );
$signed = array(
	array( 'body', 'msg', '1000', $good, array( $secret ), 1000, true ),
	array( 'body', 'msg', '1000', "v1,xxx $good", array( 'whsec_AAAA', $secret ), 1299, true ),
	array( 'body', 'msg', '1000', $good, array( $secret ), 1300, true ),
	array( 'body', 'msg', '1000', $good, array( $secret ), 1301, false ),
	array( 'bodY', 'msg', '1000', $good, array( $secret ), 1000, false ),
	array( 'body', 'msh', '1000', $good, array( $secret ), 1000, false ),
	array( 'body', 'msg', '1001', $good, array( $secret ), 1000, false ),
	array( 'body', 'msg', '1000', '', array( $secret ), 1000, false ),
	array( 'body', 'msg', '1000', $good, array(), 1000, false ),
	array( 'body', 'msg', '1000', $good, array( '', 'whsec_' ), 1000, false ),
	array( 'body', '', '1000', $good, array( $secret ), 1000, false ),
	array( 'body', 'msg', 'soon', $good, array( $secret ), 1000, false ),
);
foreach ( $signed as $number => $one ) {
	$is = array_pop( $one );
	holds( "signature $number", Wirecheck_Signature::is_good( ...$one ) === $is );
}

$now   = strtotime( '2026-03-01 12:00:00 UTC' );
$dates = array(
	array( 'publish', '2026-03-01 12:00:59', 'publish' ),
	array( 'publish', '2026-03-01 12:01:00', 'future' ),
	array( 'future', '2026-03-01 12:00:59', 'publish' ),
	array( 'future', '2026-03-01 12:01:00', 'future' ),
	array( 'future', '', 'publish' ),
	array( 'publish', '0000-00-00 00:00:00', 'publish' ),
	array( 'draft', '2031-01-01 00:00:00', 'draft' ),
	array( 'private', '2031-01-01 00:00:00', 'private' ),
);
foreach ( $dates as $one ) {
	holds( "$one[0] at $one[1] is $one[2]", Wirecheck_Statuses::resulting( $one[0], $one[1], $now ) === $one[2] );
}
$statuses = new Wirecheck_Statuses( array( 'publish', 'private' ) );
holds( 'a scheduled text goes out and is not live', $statuses->goes_out( 'future' ) && ! $statuses->is_live( 'future' ) );
holds( 'a pending text does not go out', ! $statuses->goes_out( 'pending' ) );

if ( function_exists( 'mb_convert_encoding' ) ) {
	$text = new Wirecheck_Text( "One \u{1F600} two\nthree four" );
	holds( 'offsets count UTF-16 units', 'two' === $text->between( 7, 10 ) );
	holds( 'before stays in its line', 'three' === $text->before( 16 ) );
	holds( 'after stays in its line', 'two' === $text->after( 7 ) );
	holds( 'an end is an end', '' === $text->after( 21 ) && '' === $text->before( 0 ) );
}
echo $failed ? '' : "all promises hold\n";
exit( $failed ? 1 : 0 );
