import Driver
import Verify

/// What the flags of a command ask of the pipeline.
///
/// - Parameter makesPages: whether the command makes pages, for which it keeps the parsed documents.
func pipelineOptions(
  _ flags: RunOptions, seed: UInt64? = nil, makesPages: Bool = false
) -> PipelineOptions {
  var options = PipelineOptions()
  options.keepsDocuments = makesPages
  options.workers = flags.workers
  options.verify.workers = flags.workers
  options.seed = seed
  return options
}
