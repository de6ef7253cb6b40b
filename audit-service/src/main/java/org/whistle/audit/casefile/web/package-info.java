/** Case files and receipts over HTTP. */
@NullMarked
package org.whistle.audit.casefile.web;

import org.jspecify.annotations.NullMarked;
