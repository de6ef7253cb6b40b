/** Tests of the launcher's service. */
@NullMarked
package org.whistle.standalone.service;

import org.jspecify.annotations.NullMarked;
