<?php
/**
 * The error of a question that the service refuses or cannot judge.
 *
 * @package Wirecheck
 */

/**
 * The service refuses the request itself (a wrong key, an unknown channel, a text of another revision), or is
 * there and cannot judge (agreements that it cannot read, a fault of its own): never a reason to publish.
 *
 * The code is the HTTP status; the message is the service's own sentence.
 */
final class Wirecheck_Refused extends RuntimeException {
}
