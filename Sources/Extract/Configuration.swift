/// Which fences hold configuration, and not a program or a transcript.
enum Configuration {
  private static let languages: Set<String> = [
    "yaml", "yml", "json", "json5", "jsonc", "toml", "ini", "conf", "cfg", "config", "hcl",
    "terraform", "tf", "properties", "nginx", "dockerfile", "docker", "containerfile", "xml", "env",
    "dotenv", "systemd", "service", "haproxy", "apache", "apacheconf", "caddyfile", "caddy", "helm",
    "kubernetes", "k8s", "ansible", "cisco", "ios", "junos", "vmx", "compose", "docker-compose",
    "envoy", "prometheus", "logrotate", "crontab", "fstab", "udev", "netplan", "sysctl", "rego",
    "editorconfig", "gitignore", "kickstart", "preseed", "cloud-config", "nix", "cue", "jsonnet",
  ]

  private static let shells: Set<String> = [
    "bash", "sh", "shell", "zsh", "fish", "powershell", "ps1", "pwsh", "esxcli",
  ]

  private static let settingWords = WordSet(
    "sysctl export tee configure config esxcli setsebool modprobe firewall-cmd iptables nmcli ovs-vsctl"
  )

  /// Whether a fence configures something, judged by its language, and for a shell by its commands.
  static func includes(language: String, _ bytes: [UInt8], _ body: Range<Int>) -> Bool {
    if languages.contains(language) { return true }
    guard shells.contains(language) else { return false }
    return settingWords.occurs(in: bytes, body) || bytes.find("<<", in: body) != nil
      || bytes.find(" set ", in: body) != nil || bytes.find("Set-", in: body) != nil
  }
}
