import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.libasb.Case;
import org.libasb.Engine;
import org.libasb.Hooks;
import org.libasb.Policy;
import org.libasb.Store;

/** A program that closes nothing and ends in the middle: another thread is at work, and the collector too. */
public final class Careless {
    private static final List<Object> HELD = new ArrayList<>();

    private Careless() {
    }

    public static void main(String[] args) throws InterruptedException {
        Thread worker = new Thread(() -> {
            while (true) work();
        });
        worker.setDaemon(true);
        worker.start();
        for (int i = 0; i < 20; i++) {
            HELD.add(work());
            work();
            System.gc();
        }
        System.out.println("held: " + HELD.size());
        System.exit(0);
    }

    private static Case work() {
        Engine engine = new Engine(new Hooks().now(Instant::now));
        Store store = Store.custom(engine, new MapStore());
        Case c = new Case(engine, Policy.builtin(engine, "england").orElseThrow(), store, "A");
        c.facts();
        return c;
    }
}
