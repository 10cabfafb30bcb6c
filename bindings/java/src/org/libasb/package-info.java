/**
 * libasb for Java: case management of anti-social behaviour, for social landlords and councils in England.
 *
 * <p>Begin with an {@link org.libasb.Engine}, a {@link org.libasb.Policy} and a {@link org.libasb.Store}; keep {@link org.libasb.Case cases} of
 * {@link org.libasb.CaseRecord records}; ask for {@link org.libasb.Duties duties}. What each noun means is in docs/concepts.md, and how to work with
 * them in bindings/java/README.md. A function {@code asb_noun_verb} of C is the method {@code verb} of the class {@code Noun}.
 *
 * <p><b>Threads.</b> An engine, with everything made from it, is used by one thread at a time, whichever that is. {@code close} may be called from
 * any thread.
 *
 * <p><b>Closing.</b> Everything that has a {@code close} may be closed in any order. What is dropped is closed when the garbage collector comes to
 * it.
 *
 * <p><b>Absent.</b> No method gives null, and none takes it but where it says so: what may be absent is an {@link java.util.Optional}.
 */
package org.libasb;
