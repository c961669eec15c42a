//! A driver in, an adapter and a device out: what every use of the GPU begins with. Keeps count of what goes wrong on it.
//! Never panics over a validation error, and never waits for a device that is gone.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::GpuError;

/// No texture, and so no window and no glyph atlas, is larger than this on a side. An 8K screen has 7680 columns; a glyph
/// atlas may grow up to it, and 8192 × 8192 texels of colour are the 256 MiB that a deck may cost at most.
const MAX_SIDE: u32 = 8192;

/// What a window system tells a driver about itself.
pub(crate) type Display = Box<dyn wgpu::wgt::WgpuHasDisplayHandle>;

/// A device that can be painted with, and what it came from.
#[derive(Debug)]
pub struct Gpu {
    pub(crate) instance: wgpu::Instance,
    pub(crate) adapter: wgpu::Adapter,
    pub(crate) device: wgpu::Device,
    pub(crate) queue: wgpu::Queue,
    info: wgpu::AdapterInfo,
    lost: Arc<AtomicBool>,
    trouble: Arc<Trouble>,
}

/// What the device complained about.
#[derive(Debug, Default)]
struct Trouble {
    count: AtomicU64,
    last: Mutex<String>,
}

impl Trouble {
    fn note(&self, message: String) {
        log::error!("the graphics driver reports: {message}");
        self.count.fetch_add(1, Ordering::SeqCst);
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = message;
    }
}

/// A driver that was found, before a device is made of it.
#[derive(Debug)]
pub(crate) struct Found {
    instance: wgpu::Instance,
    adapter: wgpu::Adapter,
}

/// The drivers of this machine. `WGPU_BACKEND` may restrict them; `display` is needed to draw on windows.
pub(crate) fn drivers(display: Option<Display>) -> wgpu::Instance {
    let descriptor = match display {
        Some(display) => wgpu::InstanceDescriptor::new_with_display_handle_from_env(display),
        None => wgpu::InstanceDescriptor::new_without_display_handle_from_env(),
    };
    wgpu::Instance::new(descriptor)
}

/// The best adapter of `instance`, one that can draw on `surface` if it is given.
pub(crate) fn find(instance: &wgpu::Instance, surface: Option<&wgpu::Surface<'_>>) -> Result<Found, GpuError> {
    let options = wgpu::RequestAdapterOptions {
        // Slides are little work, and on a laptop with two GPUs the frugal one is the one that drives the screen.
        power_preference: wgpu::PowerPreference::from_env().unwrap_or(wgpu::PowerPreference::LowPower),
        compatible_surface: surface,
        ..wgpu::RequestAdapterOptions::default()
    };
    let adapter = pollster::block_on(instance.request_adapter(&options))
        .map_err(|error| GpuError::Unavailable(format!("no graphics driver was found ({error})")))?;
    Ok(Found { instance: instance.clone(), adapter })
}

impl Found {
    /// Whether it paints on the CPU.
    pub(crate) fn is_software(&self) -> bool {
        self.adapter.get_info().device_type == wgpu::DeviceType::Cpu
    }

    /// Its name.
    pub(crate) fn name(&self) -> String {
        self.adapter.get_info().name
    }

    /// Makes a device of it.
    pub(crate) fn open(self) -> Result<Gpu, GpuError> {
        let Self { instance, adapter } = self;
        let offered = adapter.limits();
        // The painter needs neither compute shaders nor storage buffers, so it asks for the least that wgpu knows; only
        // the size of textures comes from the adapter, since windows and glyphs need it.
        let mut limits = wgpu::Limits::downlevel_webgl2_defaults().using_resolution(offered);
        limits.max_texture_dimension_2d = limits.max_texture_dimension_2d.min(MAX_SIDE);
        let descriptor = wgpu::DeviceDescriptor {
            label: Some("deckle"),
            required_limits: limits,
            memory_hints: wgpu::MemoryHints::MemoryUsage,
            ..wgpu::DeviceDescriptor::default()
        };
        let (device, queue) = pollster::block_on(adapter.request_device(&descriptor))
            .map_err(|error| GpuError::Unavailable(format!("the graphics driver gives no device ({error})")))?;
        let lost = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&lost);
        device.set_device_lost_callback(move |reason, message| {
            log::info!("the graphics device is gone: {reason:?} {message}");
            told.store(true, Ordering::SeqCst);
        });
        let trouble = Arc::new(Trouble::default());
        let noted = Arc::clone(&trouble);
        // The default handler panics; a show must go on.
        device.on_uncaptured_error(Arc::new(move |error: wgpu::Error| noted.note(error.to_string())));
        let info = adapter.get_info();
        Ok(Gpu { instance, adapter, device, queue, info, lost, trouble })
    }
}

impl Gpu {
    /// A device that paints pictures without any window.
    ///
    /// # Errors
    /// If no driver can be found.
    pub fn headless() -> Result<Self, GpuError> {
        find(&drivers(None), None)?.open()
    }

    /// Whether the device is gone: nothing that was made on it works any more.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        self.lost.load(Ordering::SeqCst)
    }

    /// Takes the device away, as a driver does that crashes or a laptop that sleeps. For tests.
    pub fn destroy(&self) {
        self.device.destroy();
        // The driver tells of the loss while it is polled; an error is the loss itself.
        let _ = self.device.poll(wgpu::PollType::Poll);
    }

    /// How many errors the driver reported, none of which was fatal.
    #[must_use]
    pub fn errors(&self) -> u64 {
        self.trouble.count.load(Ordering::SeqCst)
    }

    /// The last of those errors; empty if there was none.
    #[must_use]
    pub fn last_error(&self) -> String {
        self.trouble.last.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether it paints on the CPU.
    #[must_use]
    pub fn is_software(&self) -> bool {
        self.info.device_type == wgpu::DeviceType::Cpu
    }

    /// Waits until all that was submitted is done.
    ///
    /// # Errors
    /// If the device is gone.
    pub fn wait(&self) -> Result<(), GpuError> {
        match guarded(|| self.device.poll(wgpu::PollType::wait_indefinitely()))? {
            Ok(_) => Ok(()),
            Err(error) => Err(GpuError::Failed(error.to_string())),
        }
    }

    /// The largest width and height that can be painted.
    #[must_use]
    pub fn max_side(&self) -> u32 {
        self.device.limits().max_texture_dimension_2d
    }

    /// The adapter's name and the driver interface, in words for a person.
    #[must_use]
    pub fn describe(&self) -> String {
        format!("{} over {:?}", crate::text::for_terminal(&self.info.name), self.info.backend)
    }
}

/// Runs `work`, which panics if the driver fails in the middle of it.
///
/// wgpu panics when a device goes away under `Device::poll`, and glyphon when its vertex buffer cannot be mapped. Both
/// are losses of the device like any other, and no reason to end a show.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, GpuError> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).map_err(|_| GpuError::Lost)
}
