"""The bill of materials is CycloneDX, and names the libraries that read files and the model."""
import json
import subprocess
import sys

script, folder = sys.argv[1:]
run = subprocess.run([sys.executable, script, folder], stdout=subprocess.PIPE, check=True)
bill = json.loads(run.stdout)
components = bill["components"]
names = [component["name"] for component in components]

assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.4")
assert bill["metadata"]["component"]["name"] == "sonomask"
for wanted in ("libdcmtk", "libopencv-imgcodecs", "libavcodec", "nlohmann-json3-dev", "libc6"):
    assert any(name.startswith(wanted) for name in names), wanted
for component in components:
    assert component.get("version") or component["hashes"], component
assert any(name.endswith(".safetensors") for name in names)
references = [component["bom-ref"] for component in components]
assert len(set(references)) == len(references)
assert bill["dependencies"][0]["dependsOn"] == references
