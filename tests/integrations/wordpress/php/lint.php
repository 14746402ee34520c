<?php
/**
 * Parses every file of the plugin with the PHP that runs this; prints what does not parse.
 */
$bad   = 0;
$files = new RecursiveIteratorIterator( new RecursiveDirectoryIterator( $argv[1], FilesystemIterator::SKIP_DOTS ) );
foreach ( $files as $file ) {
	if ( 'php' === $file->getExtension() ) {
		try {
			token_get_all( file_get_contents( $file->getPathname() ), TOKEN_PARSE );
		} catch ( ParseError $error ) {
			++$bad;
			echo $file->getPathname(), ':', $error->getLine(), ' ', $error->getMessage(), "\n";
		}
	}
}
exit( $bad ? 1 : 0 );
