spec_version = "0.3.1"

variable "unused" {
  value = [1, { a = "}" }]
}

threatmodel "Pump" {
  author      = "R. Vane" // owner
  description = <<EOT
    An infusion pump
  EOT
  updated_at  = 1772323200

  information_asset "Dose record" {
    information_classification = "Confidential"
  }
  exclusion {
    description = "The hospital network"
  }
  third_party_dependency "FreeRTOS" {
    uptime_dependency = "hard"
  }

  threat "Forged order" {
    description = "Somebody \"sends\" a dose"
    stride      = ["Spoofing", "Tampering"]
    risk {
      likelihood = "high"
      severity   = "critical"
      rationale  = "Radio reaches the corridor"
    }
    control "Sign orders" {
      implemented = "true"
    }
    control "Rate limit" {
      implemented = false
    }
  }
  threat "Log flooded" {
    description = var.text
    control "Ring buffer" {
      implemented = true
    }
  }

  data_flow_diagram_v2 "Ward" {
    external_element "Nurse" {
    }
    trust_zone "Case" {
      process "Firmware" {
      }
    }
    data_store "Log" {
      trust_zone = "Cloud"
    }
    flow "https" {
      from = "Nurse"
      to   = "Firmware"
    }
    flow "write" {
      from     = "Firmware"
      to       = "Log"
      protocol = "mTLS"
    }
  }
}
