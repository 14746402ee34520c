<?php
/**
 * Site Health and the privacy policy.
 *
 * @package Wirecheck
 */

/**
 * Says whether the service can be reached and knows the key, and what is sent where.
 */
final class Wirecheck_Health {

	/**
	 * The settings.
	 *
	 * @var Wirecheck_Settings
	 */
	private $settings;

	/**
	 * Asks the service.
	 *
	 * @var Wirecheck_Judge
	 */
	private $judge;

	/**
	 * Takes what it needs.
	 *
	 * @param Wirecheck_Settings $settings Of the site.
	 * @param Wirecheck_Judge    $judge    Asks the service.
	 */
	public function __construct( Wirecheck_Settings $settings, Wirecheck_Judge $judge ) {
		$this->settings = $settings;
		$this->judge    = $judge;
	}

	/**
	 * Adds the test and the policy's text.
	 */
	public function show(): void {
		add_filter( 'site_status_tests', array( $this, 'tests' ) );
		add_action( 'admin_init', array( $this, 'privacy' ) );
	}

	/**
	 * Adds the test.
	 *
	 * @param array $tests Of Site Health.
	 */
	public function tests( $tests ) {
		$tests['direct']['wirecheck'] = array(
			'label' => __( 'Wirecheck', 'wirecheck' ),
			'test'  => array( $this, 'result' ),
		);
		return $tests;
	}

	/**
	 * Returns the test's result.
	 */
	public function result(): array {
		list( $status, $label, $text ) = $this->found();
		return array(
			'label'       => $label,
			'status'      => $status,
			'badge'       => array(
				'label' => __( 'Wirecheck', 'wirecheck' ),
				'color' => 'good' === $status ? 'green' : 'red',
			),
			'description' => '<p>' . esc_html( $text ) . '</p>',
			'actions'     => sprintf( '<a href="%s">%s</a>', esc_url( admin_url( 'options-general.php?page=wirecheck' ) ), esc_html__( 'Settings of Wirecheck', 'wirecheck' ) ),
			'test'        => 'wirecheck',
		);
	}

	/**
	 * Asks the service for a check of nothing that is stored, as a post would be checked.
	 *
	 * @return string[] Status, label, text.
	 */
	public function found(): array {
		if ( ! $this->settings->is_set_up() ) {
			return array( 'critical', __( 'Wirecheck does not know its service', 'wirecheck' ), __( 'Enter the address of the service in the settings. Until then nothing is checked.', 'wirecheck' ) );
		}
		try {
			$answer = $this->judge->client()->check(
				array(
					'text'   => 'Wirecheck is being tried by Site Health.',
					'use'    => $this->settings->use_of( 'post' ),
					'record' => false,
				)
			);
		} catch ( RuntimeException $error ) {
			/* translators: %s: what the service or the network said. */
			$text = 'allow' === $this->settings->choice( 'when_down' ) ? __( 'Articles are published unchecked meanwhile: %s', 'wirecheck' ) : __( 'Nothing new is published meanwhile: %s', 'wirecheck' );
			return array( 'critical', __( 'Wirecheck cannot check', 'wirecheck' ), sprintf( $text, $error->getMessage() . ( $error->getPrevious() ? '; ' . $error->getPrevious()->getMessage() : '' ) ) );
		}
		$answer = new Wirecheck_Answer( $answer );
		if ( $answer->is_unfinished() ) {
			return array( 'critical', __( 'Wirecheck answers, but cannot check to the end', 'wirecheck' ), $answer->sentence() );
		}
		if ( '' === $this->settings->get( 'webhook_secret' ) ) {
			return array( 'recommended', __( 'Wirecheck checks, but withdrawn items are not reported', 'wirecheck' ), __( 'Enter a webhook secret, so that articles are taken down as soon as an item is withdrawn and not at the next daily round.', 'wirecheck' ) );
		}
		return array( 'good', __( 'Wirecheck checks what is published', 'wirecheck' ), __( 'The service answers and knows the key.', 'wirecheck' ) );
	}

	/**
	 * Suggests a text for the privacy policy.
	 */
	public function privacy(): void {
		if ( ! function_exists( 'wp_add_privacy_policy_content' ) ) {
			return;
		}
		$host = (string) wp_parse_url( $this->settings->get( 'url' ), PHP_URL_HOST );
		/* translators: %s: the host of the service. */
		$text = __( 'Before an article is published or changed, its title, text, excerpt, captions, credits and the displayed name of its author, and the words of widgets, descriptions and biographies when they change, are sent to the Wirecheck service of our newsroom (%s), which compares them with licensed texts. The service stores the result and fingerprints of the text. Nothing about readers is sent.', 'wirecheck' );
		wp_add_privacy_policy_content( 'Wirecheck', '<p>' . esc_html( sprintf( $text, '' === $host ? __( 'not set up yet', 'wirecheck' ) : $host ) ) . '</p>' );
	}
}
