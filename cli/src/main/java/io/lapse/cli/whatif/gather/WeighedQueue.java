package io.lapse.cli.whatif.gather;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Guests on their way from one thread to another; together they are of a bounded weight. */
final class WeighedQueue {
  private final long weightBytesMax;
  private final Deque<GuestEvents> waiting = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition some = lock.newCondition();
  private long weightBytes;
  private boolean ended;

  /**
   * @param weightBytesMax together; one alone may be heavier
   */
  WeighedQueue(long weightBytesMax) {
    this.weightBytesMax = weightBytesMax;
  }

  void put(GuestEvents guest) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!waiting.isEmpty() && weightBytes + guest.weightBytes() > weightBytesMax) {
        room.await();
      }
      waiting.add(guest);
      weightBytes += guest.weightBytes();
      some.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Says that nothing will follow. */
  void end() {
    lock.lock();
    try {
      ended = true;
      some.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The next one; null behind the last. */
  @Nullable GuestEvents take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && !ended) {
        some.await();
      }
      GuestEvents next = waiting.poll();
      if (next != null) {
        weightBytes -= next.weightBytes();
        room.signalAll();
      }
      return next;
    } finally {
      lock.unlock();
    }
  }
}
