/**
 * The panel of the block editor: what Wirecheck says of the text, and what to do.
 *
 * It informs; the wall is on the server. It asks this site's own REST route, which holds the key.
 */
( function ( wp ) {
	'use strict';

	var el = wp.element.createElement;
	var __ = wp.i18n.__;
	var sprintf = wp.i18n.sprintf;
	var LOCK = 'wirecheck';
	var LONG = 240; // letters of a quotation that are shown
	var APART = { display: 'block', marginTop: '12px' };
	var RICH = [ 'content', 'value', 'citation', 'caption', 'summary', 'text' ];
	// WordPress 6.6 moved these from wp.editPost to wp.editor.
	var slots = wp.editor && wp.editor.PluginPrePublishPanel ? wp.editor : wp.editPost;

	/* What is known of the text that is open; every part of the page shows the same. */

	var known = { result: null, of: '', busy: false, error: '' };
	var watchers = [];

	function tell( change ) {
		known = Object.assign( {}, known, change );
		watchers.forEach( function ( watcher ) {
			watcher( known );
		} );
	}

	function useKnown() {
		var state = wp.element.useState( known );
		wp.element.useEffect( function () {
			watchers.push( state[ 1 ] );
			return function () {
				watchers.splice( watchers.indexOf( state[ 1 ] ), 1 );
			};
		}, [] );
		return state[ 0 ];
	}

	function editor() {
		return wp.data.select( 'core/editor' );
	}

	function draft() {
		var now = editor();
		return {
			title: now.getEditedPostAttribute( 'title' ) || '',
			content: now.getEditedPostContent(),
			excerpt: now.getEditedPostAttribute( 'excerpt' ) || '',
			date: now.isEditedPostDateFloating() ? '' : now.getEditedPostAttribute( 'date' ) || '',
			meta: now.getEditedPostAttribute( 'meta' ) || {},
			featured_media: now.getEditedPostAttribute( 'featured_media' ) || 0,
		};
	}

	function ask( what, more ) {
		var sent = draft();
		tell( { busy: true, error: '' } );
		return wp.apiFetch( {
			path: '/wirecheck/v1/posts/' + editor().getCurrentPostId() + '/' + what,
			method: 'POST',
			data: Object.assign( {}, sent, more ),
		} ).then(
			function ( result ) {
				tell( { result: result, of: sent.content, busy: false } );
				return result;
			},
			function ( error ) {
				tell( { busy: false, error: error.message || __( 'The site did not answer.', 'wirecheck' ) } );
				return null;
			}
		);
	}

	/* Fixes: the server names the words before and after each place, so that the block is found. */

	function html( value ) {
		return value && value.toHTMLString ? value.toHTMLString() : String( value || '' );
	}

	function flat( text ) {
		return text.replace( /[\s\u00a0]/g, ' ' );
	}

	function places( blocks, found ) {
		blocks.forEach( function ( block ) {
			RICH.forEach( function ( name ) {
				var value = block.attributes[ name ];
				if ( block.name !== 'core/freeform' && value && ( typeof value === 'string' || value.toHTMLString ) ) {
					found.push( { id: block.clientId, name: name, rich: wp.richText.create( { html: html( value ) } ) } );
				}
			} );
			places( block.innerBlocks, found );
		} );
		return found;
	}

	function write( place, rich ) {
		var change = {};
		change[ place.name ] = wp.richText.toHTMLString( { value: rich } );
		wp.data.dispatch( 'core/block-editor' ).updateBlockAttributes( place.id, change );
		return true;
	}

	function inBlocks( step ) {
		var all = places( wp.data.select( 'core/block-editor' ).getBlocks(), [] );
		var old = step.old || '';
		var around = flat( step.before + old + step.after );
		var added = step.text || '';
		var blocks = wp.data.dispatch( 'core/block-editor' );
		var i, at, place;
		if ( step.op === 'insert' && /^\s*\n/.test( added ) ) {
			for ( i = 0; i < all.length; i++ ) {
				if ( step.before && flat( all[ i ].rich.text ).trim().endsWith( flat( step.before ).trim() ) ) {
					return after( all[ i ].id, added.trim(), blocks );
				}
			}
			return false;
		}
		for ( i = 0; i < all.length; i++ ) {
			place = all[ i ];
			at = around.trim() ? flat( place.rich.text ).indexOf( around ) : -1;
			if ( at >= 0 ) {
				at += step.before.length;
				return write( place, wp.richText.insert( place.rich, added, at, at + old.length ) );
			}
		}
		return false;
	}

	function after( id, text, blocks ) {
		var select = wp.data.select( 'core/block-editor' );
		var root = select.getBlockRootClientId( id );
		var paragraph = wp.blocks.createBlock( 'core/paragraph', { content: wp.richText.toHTMLString( { value: wp.richText.create( { text: text } ) } ) } );
		blocks.insertBlock( paragraph, select.getBlockIndex( id ) + 1, root || undefined, false );
		return true;
	}

	function inText( step, attribute ) {
		var text = editor().getEditedPostAttribute( attribute ) || '';
		var at = text.indexOf( step.before + ( step.old || '' ) + step.after );
		var change = {};
		if ( at < 0 ) {
			return false;
		}
		at += step.before.length;
		change[ attribute ] = text.slice( 0, at ) + ( step.text || '' ) + text.slice( at + ( step.old || '' ).length );
		wp.data.dispatch( 'core/editor' ).editPost( change );
		return true;
	}

	/* A second press finds the text changed: the same words would be put in twice. */

	function apply( fix ) {
		if ( known.busy || editor().getEditedPostContent() !== known.of ) {
			return;
		}
		var whole = fix.steps.slice().reverse().every( function ( step ) {
			if ( step.field === 'title' ) {
				return inText( step, 'title' );
			}
			return step.field === 'lead' ? inText( step, 'excerpt' ) : step.field === 'body_html' && inBlocks( step );
		} );
		if ( ! whole ) {
			tell( { error: __( 'The place was not found in the blocks. Please change the text by hand.', 'wirecheck' ) } );
			return;
		}
		ask( 'check' );
	}

	/* After a refusal the editor keeps the wish to publish; taken back, the author can save a draft. */

	function refused() {
		var now = editor();
		var error = wp.data.select( 'core' ).getLastEntitySaveError( 'postType', now.getCurrentPostType(), now.getCurrentPostId() );
		var saved = now.getCurrentPost().status;
		if ( ! error || String( error.code ).indexOf( 'wirecheck_' ) !== 0 ) {
			return;
		}
		unlock();
		if ( now.getEditedPostAttribute( 'status' ) !== saved ) {
			wp.data.dispatch( 'core/editor' ).editPost( { status: saved }, { undoIgnore: true } );
		}
		ask( 'check' );
	}

	function said() {
		var state = editor().getCurrentPostAttribute( 'wirecheck' );
		var notices = wp.data.dispatch( 'core/notices' );
		notices.removeNotice( 'wirecheck' );
		if ( state && state.sentence && state.state !== 'cleared' ) {
			notices.createWarningNotice( state.sentence, { id: 'wirecheck', isDismissible: true } );
		}
	}

	function unlock() {
		if ( editor().isPostSavingLocked() ) {
			wp.data.dispatch( 'core/editor' ).unlockPostSaving( LOCK );
		}
	}

	var saving = false;
	var seen = 0;
	wp.data.subscribe( function () {
		var now = editor();
		var is = !! now && now.isSavingPost() && ! now.isAutosavingPost();
		var ended = saving && ! is;
		saving = is;
		if ( now && now.getCurrentPostId() && now.getCurrentPostId() !== seen ) {
			seen = now.getCurrentPostId();
			window.setTimeout( said );
		}
		if ( ended ) {
			window.setTimeout( now.didPostSaveRequestFail() ? refused : said );
		}
	} );

	/* What people see. */

	function shortened( quote ) {
		return quote.length > LONG ? quote.slice( 0, LONG ).replace( /\s+\S*$/, '' ) + ' …' : quote;
	}

	function Passages( props ) {
		return el(
			'ul',
			{ className: 'wirecheck-passages' },
			props.all.map( function ( passage, number ) {
				/* translators: 1: an owner, 2: a number of words. */
				var head = sprintf( __( '%1$s, %2$d words', 'wirecheck' ), passage.owner, passage.words );
				return el( 'li', { key: number }, el( 'strong', null, head ), el( 'blockquote', { title: passage.source }, shortened( passage.quote ) ) );
			} )
		);
	}

	function Fixes( props ) {
		return props.all.map( function ( fix ) {
			var words = fix.steps.map( function ( step ) {
				return ( step.text || step.old || '' ).trim();
			} ).join( ' … ' );
			/* translators: %s: words to be taken out. */
			var away = __( 'Take out “%s”', 'wirecheck' );
			/* translators: %s: words to be added. */
			var added = __( 'Put in “%s”', 'wirecheck' );
			var label = sprintf( fix.steps[ 0 ].op === 'delete' ? away : added, words );
			return el( wp.components.Button, { key: fix.code + words, variant: 'secondary', className: 'wirecheck-fix', disabled: props.off, style: APART, onClick: function () {
				apply( fix );
			} }, label );
		} );
	}

	function Release( props ) {
		var why = wp.element.useState( '' );
		return el(
			'div',
			{ className: 'wirecheck-release' },
			el( wp.components.TextareaControl, { label: __( 'Release with a reason', 'wirecheck' ), help: __( 'Recorded with your name, for this very text.', 'wirecheck' ), value: why[ 0 ], onChange: why[ 1 ] } ),
			el( wp.components.Button, { variant: 'secondary', disabled: ! why[ 0 ].trim(), onClick: function () {
				ask( 'release', { why: why[ 0 ], check: props.result.check, codes: props.result.codes, text_sha256: props.result.text_sha256 } );
			} }, __( 'Release', 'wirecheck' ) )
		);
	}

	function Verdict() {
		var now = useKnown();
		var content = wp.data.useSelect( function ( select ) {
			return select( 'core/editor' ).getEditedPostContent();
		}, [] );
		var result = now.result;
		var stale = result && content !== now.of;
		return el(
			'div',
			{ className: 'wirecheck-verdict', 'aria-live': 'polite' },
			now.error && el( wp.components.Notice, { status: 'warning', isDismissible: false }, now.error ),
			result && el( wp.components.Notice, { status: result.state === 'refused' ? 'error' : result.state === 'cleared' ? 'success' : 'warning', isDismissible: false }, result.sentence ),
			stale && el( 'p', null, __( 'The text has changed since.', 'wirecheck' ) ),
			result && ! result.goes && el( Fixes, { all: result.fixes, off: now.busy || stale } ),
			result && result.passages.length > 0 && el( Passages, { all: result.passages } ),
			result && result.may_release && ! stale && el( Release, { result: result } ),
			el( wp.components.Button, { variant: 'secondary', isBusy: now.busy, disabled: now.busy, className: 'wirecheck-check', style: APART, onClick: function () {
				ask( 'check' );
			} }, __( 'Check this text', 'wirecheck' ) )
		);
	}

	function BeforePublishing() {
		var now = useKnown();
		var content = wp.data.useSelect( function ( select ) {
			return select( 'core/editor' ).getEditedPostContent();
		}, [] );
		var held = !! now.result && now.result.state === 'refused' && now.of === content && ! now.busy && ! now.error;
		wp.element.useEffect( function () {
			ask( 'check' );
			return unlock;
		}, [] );
		wp.element.useEffect( function () {
			if ( held ) {
				wp.data.dispatch( 'core/editor' ).lockPostSaving( LOCK );
			} else {
				unlock();
			}
		}, [ held ] );
		return el( Verdict );
	}

	wp.plugins.registerPlugin( 'wirecheck', {
		icon: 'shield',
		render: function () {
			return el(
				wp.element.Fragment,
				null,
				el( slots.PluginSidebarMoreMenuItem, { target: 'wirecheck', icon: 'shield' }, __( 'Wirecheck', 'wirecheck' ) ),
				el( slots.PluginSidebar, { name: 'wirecheck', title: __( 'Wirecheck', 'wirecheck' ), icon: 'shield' }, el( wp.components.PanelBody, null, el( Verdict ) ) ),
				el( slots.PluginPrePublishPanel, { title: __( 'Wirecheck', 'wirecheck' ), initialOpen: true, icon: 'shield' }, el( BeforePublishing ) )
			);
		},
	} );
} )( window.wp );
