@NullMarked
package io.ringfence.agent.report;

import org.jspecify.annotations.NullMarked;
