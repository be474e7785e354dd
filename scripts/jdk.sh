# Chooses the JDK; sourced by ./build and ./mcp-agent. Reads the JDK's own `release` file, so that nothing is started
# only to ask for a version.

JDK_WANTED=25

# jdk_read DIR: sets jdk_version and jdk_major, or fails when DIR is no whole JDK.
jdk_read() {
  local line
  jdk_version=
  [[ -r $1/release && -x $1/bin/java && -x $1/bin/javac ]] || return 1
  while IFS= read -r line || [[ -n $line ]]; do
    if [[ $line == JAVA_VERSION=* ]]; then
      jdk_version=${line#JAVA_VERSION=}
      jdk_version=${jdk_version//[\"$'\r']/}
      break
    fi
  done <"$1/release"
  jdk_major=${jdk_version%%[!0-9]*}
  [[ -n $jdk_major ]]
}

# jdk_find: exports JAVA_HOME and sets jdk_version, or fails. The JAVA_HOME that is set wins if it is new enough; then
# a JDK of the very version wanted in the usual folders; then the newest there; then the one on the PATH.
jdk_find() {
  local dir best= best_major=0 best_version=
  if [[ -n ${JAVA_HOME:-} ]] && jdk_read "$JAVA_HOME" && ((jdk_major >= JDK_WANTED)); then
    export JAVA_HOME
    return 0
  fi
  for dir in \
    /usr/lib/jvm/* \
    /usr/lib64/jvm/* \
    /usr/java/* \
    /opt/* /opt/java/* /opt/jdk/* \
    "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* \
    "$HOME"/.local/share/mise/installs/java/* \
    "$HOME"/.asdf/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec; do
    jdk_read "$dir" && ((jdk_major >= JDK_WANTED)) || continue
    if ((best_major != JDK_WANTED && (jdk_major == JDK_WANTED || jdk_major > best_major))); then
      best=$dir best_major=$jdk_major best_version=$jdk_version
    fi
  done
  if [[ -z $best ]]; then
    dir=$(type -P javac) && dir=$(readlink -f -- "$dir") || return 1
    dir=${dir%/bin/javac}
    jdk_read "$dir" && ((jdk_major >= JDK_WANTED)) || return 1
    best=$dir best_major=$jdk_major best_version=$jdk_version
  fi
  export JAVA_HOME=$best
  jdk_major=$best_major jdk_version=$best_version
}

# jdk_missing: prints the one command that installs a JDK on this machine.
jdk_missing() {
  local install
  if [[ $OSTYPE == darwin* ]]; then
    install='brew install --cask temurin@25'
  elif [[ -d $HOME/.sdkman ]]; then
    install='sdk install java 25-tem'
  elif type -P apt-get >/dev/null; then
    install='sudo apt-get install -y openjdk-25-jdk'
    if apt-cache show temurin-25-jdk >/dev/null 2>&1; then
      install='sudo apt-get install -y temurin-25-jdk'
    elif ! apt-cache show openjdk-25-jdk >/dev/null 2>&1; then
      install='curl -s https://get.sdkman.io | bash && bash -ic "sdk install java 25-tem"'
    fi
  elif type -P dnf >/dev/null; then
    install='sudo dnf install -y java-25-openjdk-devel'
  elif type -P pacman >/dev/null; then
    install='sudo pacman -S --noconfirm jdk-openjdk'
  else
    install='curl -s https://get.sdkman.io | bash && bash -ic "sdk install java 25-tem"'
  fi
  printf 'MCP Agent needs a JDK of %s or newer, and found none. Install one with:\n\n    %s\n\nor point JAVA_HOME to one.\n' \
    "$JDK_WANTED" "$install" >&2
}
