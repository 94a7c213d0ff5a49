/**
 * Everything at once, on recordings of real QEMU processes.
 *
 * <p>It must not do by itself what the parts do. Read {@link io.lapse.cli.demo.DemoCommand} first.
 */
@NullMarked
package io.lapse.cli.demo;

import org.jspecify.annotations.NullMarked;
