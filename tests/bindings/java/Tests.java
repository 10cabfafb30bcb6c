import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;

/** Runs tests: each static method that takes nothing of the classes named, or one as Class#method. The last line says how many passed. */
public final class Tests {
    private static int passed;
    private static int failed;

    private Tests() {
    }

    public static void main(String[] args) throws ReflectiveOperationException {
        for (String arg : args) {
            String[] part = arg.split("#");
            Method[] methods = Class.forName(part[0]).getDeclaredMethods();
            Arrays.sort(methods, Comparator.comparing(Method::getName));
            for (Method method : methods) if (part.length == 1 || method.getName().equals(part[1])) run(part[0], method);
        }
        System.out.println(passed + " passed, " + failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }

    private static void run(String name, Method method) throws IllegalAccessException {
        int modifiers = method.getModifiers();
        if (!Modifier.isStatic(modifiers) || Modifier.isPrivate(modifiers) || method.isSynthetic() || method.getParameterCount() > 0) return;
        method.setAccessible(true);
        try {
            method.invoke(null);
            passed++;
        } catch (InvocationTargetException e) {
            failed++;
            System.out.println("failed: " + name + "." + method.getName() + ": " + e.getCause());
            for (StackTraceElement at : e.getCause().getStackTrace())
                if (at.getClassName().equals(name)) System.out.println("    " + at);
        }
    }

    // ---- what tests say

    static void equal(Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) throw new AssertionError("expected <" + expected + ">, got <" + actual + ">");
    }

    static void that(boolean holds, String what) {
        if (!holds) throw new AssertionError(what);
    }

    /** Something that may throw. */
    interface Attempt {
        void make() throws Exception;
    }

    /** The exception of exactly that class that it throws. */
    static <E extends Throwable> E thrown(Class<E> type, Attempt attempt) {
        try {
            attempt.make();
        } catch (Throwable e) {
            if (e.getClass() == type) return type.cast(e);
            throw new AssertionError("expected " + type.getName() + ", got " + e, e);
        }
        throw new AssertionError("expected " + type.getName() + ", and nothing was thrown");
    }
}
