//! What every probe shares: values the optimiser knows nothing of, and a panic handler that cannot be linked.
//!
//! A probe is a program of one line in `src/bin`: it calls one public entry point with opaque input. If any panic
//! is left in the program after optimisation, the linker misses [`this_probe_can_panic`] and fails.
#![no_std]

pub use core::hint::black_box;
use dlt645::{Address, Control, DataId, Edition, Frame};
use rf_frame::access::{
    Gateway, GatewayConfig, GatewayState, Node, NodeConfig, NodeState, Peer, Phy,
};
use rf_frame::journal::{Sector, Storage};
use rf_frame::{Key, Suite};
use ttl_link::{Instant, Refusal, Store, WriteRequest};

unsafe extern "C" {
    fn this_probe_can_panic() -> !;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    // SAFETY: never runs, a program in which it is left does not link.
    unsafe { this_probe_can_panic() }
}

/// The precompiled core of a host names it in unwind tables; nothing unwinds here.
#[cfg(not(target_os = "none"))]
#[unsafe(no_mangle)]
extern "C" fn rust_eh_personality() {}

#[unsafe(link_section = ".input")]
static INPUT: [u8; 1024] = [0; 1024];

/// Any bytes, of any length as far as the optimiser knows.
#[must_use]
pub fn bytes() -> &'static [u8] {
    black_box(&INPUT[..])
}

/// Any value of `T` as far as the optimiser knows.
#[must_use]
pub fn any<T>(value: T) -> T {
    black_box(value)
}

#[repr(C, align(8))]
struct Place(core::cell::UnsafeCell<[u8; 512]>);

// SAFETY: a probe has one thread, and never runs.
unsafe impl Sync for Place {}

static PLACES: [Place; 4] = [const { Place(core::cell::UnsafeCell::new([0; 512])) }; 4];

/// A value that the caller keeps in static memory: it costs the probe no stack. `N` of 0 to 3 tells them apart. Zero must
/// be a valid `T`.
#[must_use]
pub fn kept<T, const N: usize>() -> &'static mut T {
    const { assert!(size_of::<T>() <= 512 && align_of::<T>() <= 8 && N < 4) }
    // SAFETY: large enough and aligned; each probe asks once for each place.
    unsafe { &mut *black_box(PLACES[N].0.get()).cast::<T>() }
}

/// Takes formatted text and knows nothing of it.
#[derive(Debug)]
pub struct Text;

impl core::fmt::Write for Text {
    fn write_str(&mut self, s: &str) -> core::fmt::Result {
        black_box(s);
        black_box(Ok(()))
    }
}

/// Formats with both `Display` and a fixed width as users do.
pub fn show(value: &dyn core::fmt::Display) {
    black_box(core::fmt::write(&mut Text, format_args!("{value}")).is_ok());
}

/// The program of one probe: an expression over opaque input whose value must be computed.
#[macro_export]
macro_rules! probe {
    ({ $($body:tt)* }) => {
        /// Where the program starts; it returns nowhere.
        #[unsafe(no_mangle)]
        pub extern "C" fn _start() -> ! {
            let _ = $crate::black_box({ $($body)* });
            loop {}
        }
    };
}

/// Any frame.
#[must_use]
pub fn frame() -> Option<Frame<'static>> {
    Frame::parse_prefix(bytes()).ok().map(|(frame, _)| frame)
}

/// A meter that answers anything.
#[derive(Debug)]
pub struct AnyStore;

impl Store for AnyStore {
    fn address(&self) -> Address {
        any(Address::WILDCARD)
    }

    fn read(
        &mut self,
        _: Instant,
        di: DataId,
        extra: &[u8],
        out: &mut [u8],
    ) -> Result<usize, Refusal> {
        black_box((di, extra, out));
        any(Ok(4))
    }

    fn write(&mut self, _: Instant, request: &WriteRequest<'_>) -> Result<(), Refusal> {
        black_box(request);
        any(Ok(()))
    }

    fn write_address(&mut self, _: Instant, _: Address) -> Result<(), Refusal> {
        any(Ok(()))
    }

    fn broadcast_time(&mut self, _: Instant, time: [u8; 6]) {
        black_box(time);
    }

    fn freeze(&mut self, _: Instant, _: [u8; 4]) -> Result<(), Refusal> {
        any(Ok(()))
    }

    fn change_baud(&mut self, _: Instant, _: Edition, _: u8) -> Result<(), Refusal> {
        any(Ok(()))
    }

    fn command(
        &mut self,
        _: Instant,
        _: Address,
        _: Control,
        data: &[u8],
        out: &mut [u8],
    ) -> Result<usize, Refusal> {
        black_box((data, out));
        any(Ok(9))
    }

    fn event_pending(&self) -> bool {
        any(false)
    }
}

/// A radio node in any state that the optimiser can think of.
#[must_use]
pub fn radio_node() -> Option<Node> {
    let key = || Key::new(Suite::Ascon, any([0; 16])).ok();
    let config = NodeConfig {
        net: any(0),
        index: any(0),
        addr: any([0; 6]),
        phy: any(Phy::kbit50()),
        debounce_us: any(0),
        node_key: key()?,
        group_key: key()?,
        join_key: key()?,
        key_slot: any(0),
        cabinet_size: any(0),
        cap_low: any(0),
        cap_last: any(0),
        can_relay: any(false),
        clock_kept: any(false),
        seed: any(0),
    };
    Some(any(Node::new(config, any(NodeState::default()))))
}

/// A gateway for four nodes in any state that the optimiser can think of.
#[must_use]
pub fn radio_gateway() -> Option<Gateway<[Peer; 4]>> {
    let key = || Key::new(Suite::Ascon, any([0; 16])).ok();
    let config = GatewayConfig {
        net: any(0),
        phy: any(Phy::kbit50()),
        master: key()?,
        group_key: key()?,
        key_number: any(0),
        debounce_us: any(0),
        relay: any(false),
        beacon_us: any(0),
        seed: any(0),
    };
    Some(any(Gateway::new(
        config,
        any(GatewayState::new([const { Peer::new() }; 4])),
    )))
}

/// A flash memory that holds anything and may fail.
#[derive(Debug)]
pub struct AnyFlash;

impl Storage for AnyFlash {
    type Error = ();

    fn sector_len(&self) -> usize {
        any(512)
    }

    fn read(&mut self, _: Sector, _: usize, buf: &mut [u8]) -> Result<(), ()> {
        black_box(buf);
        any(Ok(()))
    }

    fn write(&mut self, _: Sector, _: usize, bytes: &[u8]) -> Result<(), ()> {
        black_box(bytes);
        any(Ok(()))
    }

    fn erase(&mut self, _: Sector) -> Result<(), ()> {
        any(Ok(()))
    }
}
