;; Runs through the inside of one JSON value, 64 bytes at a time: where its last bracket closes and where lines end.
;; The block is followed by 64 spaces. Strings are told from the rest as in Langdale and Lemire, "Parsing Gigabytes of JSON per Second".
(module
  (memory (export "memory") 10)
  ;; Brackets that are open.
  (global $depth (mut i32) (i32.const 0))
  ;; All bits set while a string is open.
  (global $quoted (mut i64) (i64.const 0))
  ;; 1 when the last byte was a backslash that escapes the next one.
  (global $escaped (mut i64) (i64.const 0))
  ;; UTF-16 offset of a byte = its place + this.
  (global $shift (mut i32) (i32.const 0))
  ;; UTF-16 offset at which the open line starts.
  (global $start (mut i32) (i32.const 0))
  ;; Lines that ended in this run.
  (global $lines (mut i32) (i32.const 0))
  ;; Bytes of line lengths written in this run, and where the first one lies.
  (global $count (mut i32) (i32.const 0))
  (global $lengths (mut i32) (i32.const 0))
  ;; Number of bytes at the last kept line, the number of kept lines and where the first one lies.
  (global $last (mut i32) (i32.const 0))
  (global $kept (mut i32) (i32.const 0))
  (global $keeps (mut i32) (i32.const 0))

  ;; Ends the open line; the next one begins at `start`. Does what `LineIndex.add` does.
  (func $line (param $start i32)
    (local $length i32) (local $huge i32)
    (local.set $length (i32.sub (local.get $start) (global.get $start)))
    (local.set $huge (i32.gt_u (local.get $length) (i32.const 4096)))
    (if (local.get $huge)
      (then (call $keep))
      (else
        (block $short
          (loop $long
            (br_if $short (i32.lt_u (local.get $length) (i32.const 255)))
            (call $byte (i32.const 255))
            (local.set $length (i32.sub (local.get $length) (i32.const 255)))
            (br $long)))
        (call $byte (local.get $length))))
    (global.set $start (local.get $start))
    (global.set $lines (i32.add (global.get $lines) (i32.const 1)))
    (if (i32.or (local.get $huge) (i32.ge_s (global.get $count) (i32.add (global.get $last) (i32.const 128))))
      (then (call $keep))))

  (func $byte (param $length i32)
    (i32.store8 (i32.add (global.get $lengths) (global.get $count)) (local.get $length))
    (global.set $count (i32.add (global.get $count) (i32.const 1))))

  ;; Writes number, start and byte of the open line.
  (func $keep
    (local $to i32)
    (local.set $to (i32.add (global.get $keeps) (i32.mul (global.get $kept) (i32.const 12))))
    (i32.store (local.get $to) (global.get $lines))
    (i32.store offset=4 (local.get $to) (global.get $start))
    (i32.store offset=8 (local.get $to) (global.get $count))
    (global.set $last (global.get $count))
    (global.set $kept (i32.add (global.get $kept) (i32.const 1))))

  ;; One bit a byte of the 64, from four comparisons of 16.
  (func $bits (param $a v128) (param $b v128) (param $c v128) (param $d v128) (result i64)
    (i64.or
      (i64.or
        (i64.extend_i32_u (i8x16.bitmask (local.get $a)))
        (i64.shl (i64.extend_i32_u (i8x16.bitmask (local.get $b))) (i64.const 16)))
      (i64.or
        (i64.shl (i64.extend_i32_u (i8x16.bitmask (local.get $c))) (i64.const 32))
        (i64.shl (i64.extend_i32_u (i8x16.bitmask (local.get $d))) (i64.const 48)))))

  ;; Goes on inside a value. Gives the place behind the bracket that closes it; `end` where it goes on in the next block; -1 where something is
  ;; out of the ordinary. Writes depth, shift, number of lines, start of the open one, number of bytes and of kept lines to `out`; behind them the
  ;; kept lines, and the bytes at `lengths`.
  ;; @param fresh 1 where the value has just been opened
  ;; @param start UTF-16 offset at which the open line starts
  ;; @param since bytes written since the last kept line
  (func (export "scan") (param $p i32) (param $end i32) (param $out i32) (param $lengths i32) (param $fresh i32) (param $shift i32) (param $start i32) (param $since i32) (result i32)
    (local $behind i32)
    (global.set $shift (local.get $shift))
    (global.set $start (local.get $start))
    (global.set $lines (i32.const 0))
    (global.set $count (i32.const 0))
    (global.set $kept (i32.const 0))
    (global.set $last (i32.sub (i32.const 0) (local.get $since)))
    (global.set $lengths (local.get $lengths))
    (global.set $keeps (i32.add (local.get $out) (i32.const 24)))
    (if (local.get $fresh)
      (then
        (global.set $depth (i32.const 1))
        (global.set $quoted (i64.const 0))
        (global.set $escaped (i64.const 0))))
    (local.set $behind (call $run (local.get $p) (local.get $end) (i32.const 500)))
    (i32.store (local.get $out) (global.get $depth))
    (i32.store offset=4 (local.get $out) (global.get $shift))
    (i32.store offset=8 (local.get $out) (global.get $lines))
    (i32.store offset=12 (local.get $out) (global.get $start))
    (i32.store offset=16 (local.get $out) (global.get $count))
    (i32.store offset=20 (local.get $out) (global.get $kept))
    (local.get $behind))

  (func $run (param $p i32) (param $end i32) (param $most i32) (result i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local $fa v128) (local $fb v128) (local $fc v128) (local $fd v128)
    (local $k v128)
    (local $quotes i64) (local $slashes i64) (local $odd i64) (local $strings i64)
    (local $opens i64) (local $closes i64) (local $both i64) (local $feeds i64) (local $high i64)
    (local $bad i64) (local $keep i64) (local $m i64) (local $bit i64)
    (local $close i32) (local $last i64)
    (block $done
      (loop $next
        (br_if $done (i32.ge_s (local.get $p) (local.get $end)))
        (local.set $a (v128.load (local.get $p)))
        (local.set $b (v128.load offset=16 (local.get $p)))
        (local.set $c (v128.load offset=32 (local.get $p)))
        (local.set $d (v128.load offset=48 (local.get $p)))
        ;; strings
        (local.set $k (i8x16.splat (i32.const 0x22)))
        (local.set $quotes (call $bits (i8x16.eq (local.get $a) (local.get $k)) (i8x16.eq (local.get $b) (local.get $k)) (i8x16.eq (local.get $c) (local.get $k)) (i8x16.eq (local.get $d) (local.get $k))))
        (local.set $k (i8x16.splat (i32.const 0x5c)))
        (local.set $slashes (call $bits (i8x16.eq (local.get $a) (local.get $k)) (i8x16.eq (local.get $b) (local.get $k)) (i8x16.eq (local.get $c) (local.get $k)) (i8x16.eq (local.get $d) (local.get $k))))
        (if (i64.ne (i64.or (local.get $slashes) (global.get $escaped)) (i64.const 0))
          (then
            (local.set $m (i64.and (local.get $slashes) (i64.xor (global.get $escaped) (i64.const -1))))
            (local.set $odd
              (i64.xor
                (i64.sub
                  (i64.or (i64.shl (local.get $m) (i64.const 1)) (i64.const 0xaaaaaaaaaaaaaaaa))
                  (local.get $m))
                (i64.const 0xaaaaaaaaaaaaaaaa)))
            (local.set $quotes
              (i64.and (local.get $quotes)
                (i64.xor (i64.xor (local.get $odd) (i64.or (local.get $slashes) (global.get $escaped))) (i64.const -1))))
            (local.set $last (i64.extend_i32_u (i32.sub (i32.sub (local.get $end) (local.get $p)) (i32.const 1))))
            (if (i64.gt_u (local.get $last) (i64.const 63)) (then (local.set $last (i64.const 63))))
            (global.set $escaped (i64.and (i64.shr_u (i64.and (local.get $odd) (local.get $slashes)) (local.get $last)) (i64.const 1)))))
        (local.set $strings (i64.xor (local.get $quotes) (i64.shl (local.get $quotes) (i64.const 1))))
        (local.set $strings (i64.xor (local.get $strings) (i64.shl (local.get $strings) (i64.const 2))))
        (local.set $strings (i64.xor (local.get $strings) (i64.shl (local.get $strings) (i64.const 4))))
        (local.set $strings (i64.xor (local.get $strings) (i64.shl (local.get $strings) (i64.const 8))))
        (local.set $strings (i64.xor (local.get $strings) (i64.shl (local.get $strings) (i64.const 16))))
        (local.set $strings (i64.xor (local.get $strings) (i64.shl (local.get $strings) (i64.const 32))))
        (local.set $strings (i64.xor (local.get $strings) (global.get $quoted)))
        (global.set $quoted (i64.shr_s (local.get $strings) (i64.const 63)))
        ;; brackets: `[` and `]` differ from `{` and `}` in one bit
        (local.set $k (i8x16.splat (i32.const 0x20)))
        (local.set $fa (v128.or (local.get $a) (local.get $k)))
        (local.set $fb (v128.or (local.get $b) (local.get $k)))
        (local.set $fc (v128.or (local.get $c) (local.get $k)))
        (local.set $fd (v128.or (local.get $d) (local.get $k)))
        (local.set $k (i8x16.splat (i32.const 0x7b)))
        (local.set $opens (i64.and (i64.xor (local.get $strings) (i64.const -1)) (call $bits (i8x16.eq (local.get $fa) (local.get $k)) (i8x16.eq (local.get $fb) (local.get $k)) (i8x16.eq (local.get $fc) (local.get $k)) (i8x16.eq (local.get $fd) (local.get $k)))))
        (local.set $k (i8x16.splat (i32.const 0x7d)))
        (local.set $closes (i64.and (i64.xor (local.get $strings) (i64.const -1)) (call $bits (i8x16.eq (local.get $fa) (local.get $k)) (i8x16.eq (local.get $fb) (local.get $k)) (i8x16.eq (local.get $fc) (local.get $k)) (i8x16.eq (local.get $fd) (local.get $k)))))
        (local.set $keep (i64.const -1))
        (local.set $close (i32.const -1))
        (if (i64.lt_u (i64.popcnt (local.get $closes)) (i64.extend_i32_u (global.get $depth)))
          (then
            (global.set $depth (i32.add (global.get $depth) (i32.wrap_i64 (i64.sub (i64.popcnt (local.get $opens)) (i64.popcnt (local.get $closes)))))))
          (else
            (local.set $both (i64.or (local.get $opens) (local.get $closes)))
            (block $counted
              (loop $count
                (br_if $counted (i64.eqz (local.get $both)))
                (local.set $bit (i64.ctz (local.get $both)))
                (local.set $both (i64.and (local.get $both) (i64.sub (local.get $both) (i64.const 1))))
                (if (i64.eqz (i64.and (i64.shr_u (local.get $opens) (local.get $bit)) (i64.const 1)))
                  (then
                    (global.set $depth (i32.sub (global.get $depth) (i32.const 1)))
                    (if (i32.eqz (global.get $depth))
                      (then
                        (local.set $close (i32.add (local.get $p) (i32.add (i32.wrap_i64 (local.get $bit)) (i32.const 1))))
                        ;; what follows belongs to others
                        (local.set $keep (i64.sub (i64.shl (i64.const 2) (local.get $bit)) (i64.const 1)))
                        (br $counted))))
                  (else (global.set $depth (i32.add (global.get $depth) (i32.const 1)))))
                (br $count)))))
        (if (i32.gt_s (global.get $depth) (local.get $most)) (then (return (i32.const -1))))
        ;; line ends, and control characters that have no business where they stand
        (local.set $k (i8x16.splat (i32.const 0x20)))
        (local.set $bad (call $bits (i8x16.lt_u (local.get $a) (local.get $k)) (i8x16.lt_u (local.get $b) (local.get $k)) (i8x16.lt_u (local.get $c) (local.get $k)) (i8x16.lt_u (local.get $d) (local.get $k))))
        (if (i64.ne (local.get $bad) (i64.const 0))
          (then
            (local.set $k (i8x16.splat (i32.const 0x0a)))
            (local.set $feeds (i64.and (local.get $keep) (call $bits (i8x16.eq (local.get $a) (local.get $k)) (i8x16.eq (local.get $b) (local.get $k)) (i8x16.eq (local.get $c) (local.get $k)) (i8x16.eq (local.get $d) (local.get $k)))))
            ;; Anything but line feeds is rare enough to be looked at elsewhere.
            (if (i64.ne (i64.and (local.get $keep) (i64.xor (i64.and (local.get $bad) (local.get $keep)) (local.get $feeds))) (i64.const 0))
              (then
                (local.set $m (i64.and (local.get $keep) (i64.and (local.get $bad) (i64.xor (local.get $feeds) (i64.const -1)))))
                (local.set $k (i8x16.splat (i32.const 0x09)))
                (local.set $m (i64.and (local.get $m) (i64.xor (i64.const -1) (call $bits (i8x16.eq (local.get $a) (local.get $k)) (i8x16.eq (local.get $b) (local.get $k)) (i8x16.eq (local.get $c) (local.get $k)) (i8x16.eq (local.get $d) (local.get $k))))))
                (block $sound
                  (loop $returns
                    (br_if $sound (i64.eqz (local.get $m)))
                    (local.set $bit (i64.ctz (local.get $m)))
                    (local.set $m (i64.and (local.get $m) (i64.sub (local.get $m) (i64.const 1))))
                    ;; a return before a line feed
                    (if (i32.ne (i32.load16_u (i32.add (local.get $p) (i32.wrap_i64 (local.get $bit)))) (i32.const 0x0a0d)) (then (return (i32.const -1))))
                    (br $returns)))))
            (if (i64.ne (i64.and (i64.and (local.get $bad) (local.get $keep)) (local.get $strings)) (i64.const 0)) (then (return (i32.const -1)))))
          (else (local.set $feeds (i64.const 0))))
        ;; bytes beyond ASCII
        (local.set $high (i64.and (local.get $keep) (call $bits (local.get $a) (local.get $b) (local.get $c) (local.get $d))))
        (if (i64.eqz (local.get $high))
          (then
            (block $counted2
              (loop $each
                (br_if $counted2 (i64.eqz (local.get $feeds)))
                (call $line
                  (i32.add (i32.add (local.get $p) (global.get $shift)) (i32.add (i32.wrap_i64 (i64.ctz (local.get $feeds))) (i32.const 1))))
                (local.set $feeds (i64.and (local.get $feeds) (i64.sub (local.get $feeds) (i64.const 1))))
                (br $each))))
          (else
            (if (i64.ne (i64.and (local.get $high) (i64.xor (local.get $strings) (i64.const -1))) (i64.const 0)) (then (return (i32.const -1))))
            ;; bytes that go on with a character, and those that begin one of two UTF-16 units
            (local.set $k (i8x16.splat (i32.const -64)))
            (local.set $m (i64.and (local.get $keep) (call $bits (i8x16.lt_s (local.get $a) (local.get $k)) (i8x16.lt_s (local.get $b) (local.get $k)) (i8x16.lt_s (local.get $c) (local.get $k)) (i8x16.lt_s (local.get $d) (local.get $k)))))
            (local.set $k (i8x16.splat (i32.const 0xf0)))
            (local.set $both (i64.and (local.get $keep) (call $bits (i8x16.ge_u (local.get $a) (local.get $k)) (i8x16.ge_u (local.get $b) (local.get $k)) (i8x16.ge_u (local.get $c) (local.get $k)) (i8x16.ge_u (local.get $d) (local.get $k)))))
            (block $counted3
              (loop $each2
                (br_if $counted3 (i64.eqz (local.get $feeds)))
                (local.set $bit (i64.sub (i64.and (local.get $feeds) (i64.sub (i64.const 0) (local.get $feeds))) (i64.const 1)))
                (call $line
                  (i32.add
                    (i32.add (i32.add (local.get $p) (global.get $shift)) (i32.add (i32.wrap_i64 (i64.ctz (local.get $feeds))) (i32.const 1)))
                    (i32.wrap_i64 (i64.sub (i64.popcnt (i64.and (local.get $both) (local.get $bit))) (i64.popcnt (i64.and (local.get $m) (local.get $bit)))))))
                (local.set $feeds (i64.and (local.get $feeds) (i64.sub (local.get $feeds) (i64.const 1))))
                (br $each2)))
            (global.set $shift (i32.add (global.get $shift) (i32.wrap_i64 (i64.sub (i64.popcnt (local.get $both)) (i64.popcnt (local.get $m))))))))
        (if (i32.ge_s (local.get $close) (i32.const 0)) (then (return (local.get $close))))
        (local.set $p (i32.add (local.get $p) (i32.const 64)))
        (br $next)))
    (local.get $end)))
