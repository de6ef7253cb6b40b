/** Uploads and downloads. */
@NullMarked
package org.whistle.intake.photo.web;

import org.jspecify.annotations.NullMarked;
