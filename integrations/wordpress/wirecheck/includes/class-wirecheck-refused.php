<?php
/**
 * The error of a question that the service refuses.
 *
 * @package Wirecheck
 */

/**
 * The service refuses the request itself: a wrong key, an unknown channel, a text of another revision.
 *
 * The code is the HTTP status; the message is the service's own sentence.
 */
final class Wirecheck_Refused extends RuntimeException {
}
