<?php
/**
 * The error of a question that got no verdict.
 *
 * @package Wirecheck
 */

/**
 * Nobody answered in time, or what came is no verdict; nothing was checked.
 */
final class Wirecheck_Unavailable extends RuntimeException {
}
